"""Versions of procedures: the one that counts on a day, its process, what is in force."""

from datetime import date
from functools import lru_cache

from vungcao.systems.onestop.models import ProcedureVersion
from vungcao.systems.onestop.rules import definition as rules
from vungcao.systems.onestop.rules.definition import Definition


def on(code: str, day: date) -> ProcedureVersion | None:
    """The published version of a procedure on a day."""
    found = ProcedureVersion.objects.valid_on(day).filter(procedure__code=code)
    return found.select_related("procedure", "basis").first()


def process(version: ProcedureVersion) -> Definition:
    """The process of a version; a published one is read once, it never changes."""
    if version.state == ProcedureVersion.Standing.PUBLISHED:
        return _kept(version.pk, version.hash)
    return rules.read(version.definition)


@lru_cache(maxsize=256)
def _kept(pk: int, hash: str) -> Definition:
    """`hash` is part of what is remembered by: another database has other versions."""
    return rules.read(ProcedureVersion.objects.get(pk=pk, hash=hash).definition)
