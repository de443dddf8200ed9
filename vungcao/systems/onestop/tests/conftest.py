"""Papers of the tests: one plain page to be signed by hand, where a test does not ask for more."""

import dataclasses
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.documents import certificates, printing, signing, typesetting
from vungcao.kernel.documents.models import Document
from vungcao.kernel.documents.services import issuing
from vungcao.kernel.documents.typesetting import Print
from vungcao.runtime.env import environment
from vungcao.systems.onestop.models import Dossier
from vungcao.systems.onestop.services import papers
from vungcao.systems.onestop.tests.factories import (
    NOW,
    TODAY,
    Arrange,
    Made,
    at_work,
    commune,
    officer,
    standing,
)


@pytest.fixture(scope="session")
def plain_page() -> Print:
    said = {"holder": "Mẫu", "organisation": "Mẫu", "at": "", "is_sample": True}
    page = "kernel/documents/printed/seal.typ"
    return Print(typesetting.compiled(page, said, TODAY, is_pdf_a=False).pdf, None)


@contextmanager
def quick(page: Print) -> Iterator[None]:
    """Typesetting and signing take longer than everything else that a step does."""

    def printed(document: Document, today: date) -> Print:
        return Print(page.pdf + f"\n%{document.code}\n".encode(), None)

    def signed(content: bytes, *_how: object) -> bytes:
        return content + b"%signed\n"

    with pytest.MonkeyPatch.context() as patch, papers.by_hand():
        patch.setattr(printing, "printed", printed)
        patch.setattr(signing, "signed", signed)
        yield


@pytest.fixture(autouse=True)
def quick_papers(request: pytest.FixtureRequest, plain_page: Print) -> Iterator[None]:
    if "real_papers" in request.fixturenames:
        yield
        return
    with quick(plain_page):
        yield


@pytest.fixture(scope="module")
def once(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, plain_page: Print
) -> Iterator[Arrange]:
    """Arranges what all tests of a module begin with; what each of them does is undone alone."""

    def arrange(make: Callable[[], Made]) -> Made:
        with django_db_blocker.unblock(), quick(plain_page):
            return make()

    around = transaction.atomic()
    with django_db_blocker.unblock():
        around.__enter__()
    yield arrange
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        around.__exit__(None, None, None)


def officer_with_one() -> tuple[User, Dossier]:
    found = officer("can-bo", Role.COMMUNE_OFFICER, commune())
    with standing(found):
        return found, at_work(found)


@pytest.fixture(scope="module")
def examined(once: Arrange) -> tuple[User, Dossier]:
    """An officer of the commune, and a dossier that the commune's office examines."""
    return once(officer_with_one)


@pytest.fixture(scope="session")
def keys_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the demo's authority and the key that its offices share."""
    home = tmp_path_factory.mktemp("home")
    here = dataclasses.replace(environment(), home=home)
    certificates.make_demo_key(here, issuing.SHARED, issuing.SHARED_HOLDER, NOW)
    return home


@pytest.fixture
def keys(keys_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Offices of the tests sign with the shared key of a home of their own."""
    mine = dataclasses.replace(environment(), home=keys_home, signing_folder=keys_home / "signing")
    for module in ("services.issuing", "verification"):
        monkeypatch.setattr(f"vungcao.kernel.documents.{module}.environment", lambda: mine)


@pytest.fixture
def real_papers(keys: None) -> None:
    """Papers as the product prints and signs them."""
