"""Dossiers and drafts of citizens: another's does not exist, wherever it lies."""

from datetime import datetime

from tests.architecture.samples import Arguments, Sample
from tests.architecture.samples.onestop_clock import dossier as laid
from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.units.models import Unit
from vungcao.kernel.vault import services as vault
from vungcao.systems.onestop.models import Dossier, OnlineDraft

NOBODY = frozenset[str]()


def _laid(unit: Unit, user: User) -> Dossier:
    laid(unit, user)
    return Dossier.objects.filter(unit=unit).latest("pk")


def dossier(unit: Unit, user: User) -> Arguments:
    """Of a stranger who came with code and secret."""
    return {"code": _laid(unit, user).case.code}


def draft(unit: Unit, user: User) -> Arguments:
    """Begun by a stranger."""
    made = OnlineDraft.objects.create(
        secret="",
        version=_laid(unit, user).version,
        unit=unit,
        scope=unit.scope,
        key=vault.make_key(by=user),
        saved_at=datetime(2026, 11, 16, 8, tzinfo=ZONE),
    )
    return {"code": made.code}


SAMPLES = {
    "onestop:mine-dossier": Sample(dossier, NOBODY),
    "onestop:mine-draft": Sample(draft, NOBODY),
}
