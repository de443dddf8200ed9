"""What tests of statistics begin with, arranged once for each module."""

from collections.abc import Callable, Iterator
from typing import Protocol, TypeVar

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

Made = TypeVar("Made")


class Arrange(Protocol):
    """The fixture `once`: what is made by it stands for every test of the module."""

    def __call__(self, make: Callable[[], Made], /) -> Made: ...


@pytest.fixture(scope="module")
def once(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Arrange]:
    """Arranges what all tests of a module begin with; what each of them does is undone alone."""

    def arrange(make: Callable[[], Made]) -> Made:
        with django_db_blocker.unblock():
            return make()

    around = transaction.atomic()
    with django_db_blocker.unblock():
        around.__enter__()
    yield arrange
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        around.__exit__(None, None, None)
