"""Dossiers that a dossier has called for, and the one that called for it."""

from dataclasses import dataclass

from django.db.models import Q

from vungcao.kernel.accounts.models import User
from vungcao.kernel.cases.models import CaseLink
from vungcao.systems.onestop.models import Dossier


@dataclass(frozen=True)
class Linked:
    """Another dossier as the page of one names it; `is_awaited` while this one cannot end."""

    dossier: Dossier
    has_called: bool
    is_awaited: bool


def linked(row: Dossier, reader: User) -> list[Linked]:
    """Those that the reader may see, in the order in which they were linked; two questions."""
    links = CaseLink.objects.filter(Q(parent=row.case_id) | Q(child=row.case_id)).order_by("pk")
    found = list(links)
    ids = {one for link in found for one in (link.parent_id, link.child_id)} - {row.case_id}
    rows = (
        Dossier.objects.visible_to(reader).filter(case__in=ids) if ids else Dossier.objects.none()
    )
    known = {one.case_id: one for one in rows.select_related("case", "version").order_by("pk")}
    return [made for link in found if (made := _made(link, row, known)) is not None]


def _made(link: CaseLink, row: Dossier, known: dict[int, Dossier]) -> Linked | None:
    has_called = link.child_id == row.case_id
    other = known.get(link.parent_id if has_called else link.child_id)
    if other is None:  # the case of an opinion, or out of the reader's sight
        return None
    return Linked(other, has_called, link.is_required and not has_called and not other.finished_at)
