"""The timeline of one person in the register: everything that has a day, the latest first."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.citations.models import Citation
from vungcao.kernel.documents.models import Document
from vungcao.systems.prestige.models import (
    Benefit,
    EndKind,
    FieldReport,
    FormPaper,
    Recognition,
    Visit,
    VisitState,
)
from vungcao.systems.prestige.queries.moves import Move
from vungcao.systems.prestige.queries.norms import Kind
from vungcao.web.tables.columns import Kind as ValueKind
from vungcao.web.tables.showing import written

Words = str | Promise


@dataclass(frozen=True)
class Event:
    """A line of the timeline, as its component wants it."""

    day: date
    title: Words
    detail: Words = ""
    citation: Citation | None = None
    state: str = ""
    address: str = ""
    action: Words = ""


@dataclass(frozen=True)
class Story:
    """Everything of one person in the register; None is what the reader may not see."""

    shown: Recognition
    terms: Sequence[Recognition]
    followers: Mapping[int, int]
    moves: Sequence[Move]
    benefits: Sequence[Benefit] | None
    visits: Sequence[Visit] | None
    reports: Sequence[FieldReport] | None
    papers: Sequence[FormPaper]
    kinds: Mapping[str, Kind]
    reasons: Mapping[str, str]
    address: Callable[..., str]

    def paper(self, document: Document | None) -> str:
        """Where a document stands, for who may open it."""
        if document is None:
            return ""
        return self.address("administration:document", document.code, scope=document.scope)

    def kind(self, code: str) -> str:
        return self.kinds[code].name if code in self.kinds else code


def events(story: Story, today: date) -> list[Event]:
    """The latest first; of one day in the order of the lists below."""
    found = [
        *(event for row in story.terms for event in _term(row, story, today)),
        *(_benefit(one, story) for one in story.benefits or () if not one.is_void),
        *(_visit(one, story) for one in story.visits or ()),
        *(event for one in story.reports or () for event in _report(one, story)),
        *(_paper(one, story) for one in story.papers),
        *(_move(one, story) for one in story.moves),
    ]
    return sorted(found, key=lambda event: event.day, reverse=True)


def money(amount: int | None) -> str:
    if amount is None:
        return _t("hiện vật")
    return _t("%(amount)s đồng") % {"amount": written(amount, ValueKind.NUMBER)}


def _term(row: Recognition, story: Story, today: date) -> Iterator[Event]:
    """One recognition: its beginning, and its end once that has come."""
    is_here = row.pk == story.shown.pk
    there = "" if is_here else reverse("prestige:person", args=[row.pk])
    words = {"number": row.number, "day": f"{row.decided_on:%d/%m/%Y}", "cycle": row.cycle.name}
    detail = _t("%(cycle)s; Quyết định %(number)s ngày %(day)s.") % words
    if row.is_void:
        yield Event(row.valid_from, _("Ghi nhầm, đã huỷ"), detail, None, "bad", there, _("Xem"))
        return
    state = "now" if row.valid_from <= today < row.valid_until else ""
    yield Event(row.valid_from, _("Được công nhận"), detail, None, state, there, _("Xem lần này"))
    if row.valid_until <= today:
        yield _ended(row, story)


def _ended(row: Recognition, story: Story) -> Event:
    if not row.end_kind:
        return Event(row.valid_until, _("Hết kỳ"), row.cycle.name)
    title = _("Được thay thế") if row.end_kind == EndKind.REPLACED else _("Thôi được công nhận")
    words = {
        "reason": story.reasons.get(row.end_reason, row.end_reason),
        "number": row.end_number,
    }
    detail = _t("%(reason)s; Quyết định %(number)s.") % words
    follower = story.followers.get(row.pk)
    there = reverse("prestige:person", args=[follower]) if follower else ""
    return Event(row.valid_until, title, detail, None, "done", there, _("Xem người thay"))


def _benefit(one: Benefit, story: Story) -> Event:
    detail = f"{money(one.amount)}; {one.get_level_display()}"
    return Event(one.granted_on, story.kind(one.kind), detail)


def _visit(one: Visit, story: Story) -> Event:
    there = story.address("prestige:visit", one.pk, scope=one.scope)
    is_done = one.state == VisitState.DONE
    title = _("Đã thăm") if is_done else _("Dự kiến thăm")
    detail = f"{capfirst(one.get_occasion_display())}; {one.visitor}"
    day = one.done_on if one.done_on else one.planned_on
    return Event(day, title, detail, None, "", there, _("Mở lần thăm"))


def _report(one: FieldReport, story: Story) -> Iterator[Event]:
    there = story.address("prestige:report", one.pk, scope=one.scope)
    words = {"kind": one.get_kind_display(), "number": one.case.number}
    detail = _t("%(kind)s, vụ việc số %(number)s.") % words
    yield Event(one.received_on, _("Phản ánh"), capfirst(detail), None, "", there, _("Mở phản ánh"))
    if one.answered_on:
        yield Event(one.answered_on, _("Đã trả lời phản ánh"), one.case.number)


def _paper(one: FormPaper, story: Story) -> Event:
    day = one.document.issued_on or one.document.written_at.date()
    there = story.paper(one.document)
    return Event(day, _("In phiếu theo mẫu"), one.document.number, None, "", there, _("Mở giấy tờ"))


def _move(one: Move, story: Story) -> Event:
    before = one.before.above if one.before else ", ".join(one.parts)
    there = reverse("prestige:village", args=[story.shown.unit_id])
    detail = f"{before} → {one.after.above}" if before else one.after.above
    return Event(
        one.day, _("Sắp xếp đơn vị chuyển thôn"), detail, one.basis, "", there, _("Xem thôn")
    )
