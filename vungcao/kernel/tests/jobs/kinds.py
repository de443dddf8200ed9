"""Kinds of work for the tests: one that succeeds, and one for each way not to."""

from collections.abc import Callable

import pytest
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.offers.jobs import JobKind, Outcome, Work, kinds
from vungcao.kernel.tests.factories import GrantFactory, UnitFactory

ROLES = frozenset({Role.ADMINISTRATOR})
Does = Callable[[Work], Outcome | None]


def offer(monkeypatch: pytest.MonkeyPatch, does: Does, attempts: int = 3) -> None:
    """Let `test.work` be what `does` does, for one test."""
    kind = JobKind(_("Việc thử"), does, ROLES, attempts=attempts)
    monkeypatch.setitem(kinds._offers, "test.work", kind)


def administrator() -> User:
    return GrantFactory.create(role=Role.ADMINISTRATOR, unit=UnitFactory.create()).user
