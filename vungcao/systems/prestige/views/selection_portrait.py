"""What the page of a selection says: facts, steps, nominees with their votes, printed forms."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.norms.queries import NothingInForce, value_row
from vungcao.kernel.people.services import PersonLine
from vungcao.systems.prestige.models import (
    ENDED,
    FormPaper,
    Nominee,
    ProposalState,
    RoundState,
    SelectionRound,
)
from vungcao.systems.prestige.queries import norms
from vungcao.systems.prestige.queries import selections as reads
from vungcao.systems.prestige.queries.selections import RoundLine
from vungcao.systems.prestige.rules.quorum import fewest
from vungcao.systems.prestige.rules.selecting import STEPS
from vungcao.systems.prestige.services import minutes, printing
from vungcao.web.facts import Fact, Said

GONE = _("không còn trong phạm vi xem")
FORMS = {
    "mau-01": (printing.FORM01, _("Mẫu 01: biên bản họp thôn")),
    "mau-02": (printing.FORM02, _("Mẫu 02: biên bản họp liên tịch")),
    "mau-03": (printing.FORM03, _("Mẫu 03: biên bản kiểm tra của xã")),
}

TITLES = (
    _("Đề cử"),
    _("Họp thôn"),
    _("Họp liên tịch"),
    _("Xã kiểm tra"),
    _("Lập danh sách"),
    _("Quyết định"),
)


def facts(
    row: SelectionRound, line: RoundLine, names: Mapping[int, PersonLine], today: date
) -> list[Fact]:
    """Whom it is about, and what the meetings came to."""
    said: list[Fact] = [(_("Kỳ công nhận"), row.cycle.name), (_("Ngày mở đợt"), row.opened_on)]
    if row.replaced is not None:
        said.append((_("Chọn thay cho"), _replaced(row, names.get(row.replaced.person_id))))
    if row.households_total is not None:
        present = row.households_present if row.households_present is not None else "…"
        words = _t("%(present)s trên %(total)s hộ")
        said.append(
            (_("Hộ dự họp thôn"), words % {"present": present, "total": row.households_total})
        )
    if (least := _least(row, today)) is not None:
        said.append((_("Số hộ tối thiểu"), least))
    if row.joint_present is not None:
        said.append((_("Dự họp liên tịch"), _t("%d người") % row.joint_present))
    if row.proposal is not None:
        place = reverse("prestige:proposal", args=[row.proposal.pk])
        words = _t("lập ngày %s") % f"{row.proposal.made_on:%d/%m/%Y}"
        said.append((_("Danh sách đề nghị"), Said(words, place)))
    if row.cancel_reason:
        said.append((_("Lý do huỷ đợt"), row.cancel_reason))
    return said


def _replaced(row: SelectionRound, line: PersonLine | None) -> Said:
    reason = norms.reasons(row.opened_on).get(minutes.opened(row).end_reason, "")
    return Said(line.full_name if line else GONE, note=reason)


def _least(row: SelectionRound, today: date) -> Said | None:
    """The share that the law of the day of the meeting asks for, and what that makes here."""
    day = row.held_on or today
    try:
        numerator, denominator = norms.quorum(day)
        basis = value_row("prestige.quorum.numerator", day).basis
    except NothingInForce:
        return None
    share = f"{numerator}/{denominator}"
    if row.households_total:
        number = fewest(row.households_total, numerator, denominator)
        words = _t("%(share)s số hộ, tức %(number)d hộ") % {"share": share, "number": number}
    else:
        words = _t("%(share)s số hộ của thôn") % {"share": share}
    return Said(words, note=str(basis.number), state="" if basis.is_seen else basis.state)


def share_in_words(row: SelectionRound, today: date) -> str:
    """How many households have to come, with the text that says so."""
    least = _least(row, today)
    if least is None:
        return ""
    said = {"share": least, "basis": least.note}
    sentence = _t("Ít nhất %(share)s (%(basis)s) thì mới đóng được cuộc họp.") % said
    return f"{sentence} {_t('Chưa xác minh.')}" if least.state else sentence


def steps(row: SelectionRound, nominees: int) -> list[dict[str, Any]]:
    """The way of a round: what is done, what is now, what comes."""
    state = row.state
    at = STEPS.index(state) if state in STEPS else -1
    reached = at + 1 if at or nominees else 0  # the village meets once somebody is put up
    days = (
        _t("%d người") % nominees if nominees else "",
        _day(row.held_on if at > 0 else None),
        _day(row.joint_held_on),
        _day(row.checked_on),
        _day(row.proposal.made_on if row.proposal else None),
        row.proposal.number if row.proposal else "",
    )
    shown = zip(TITLES, days, strict=True)
    return [
        {"title": title, "detail": detail, "state": _state(nth, reached, at)}
        for nth, (title, detail) in enumerate(shown)
    ]


def _state(nth: int, reached: int, at: int) -> str:
    if at < 0:  # cancelled: nothing is next
        return ""
    if nth < reached:
        return "done"
    return "now" if nth == reached else ""


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


@dataclass(frozen=True)
class Standing:
    """A nominee as the page shows one."""

    nominee: Nominee
    name: str
    birth_year: int | None
    result: str
    tone: str


def nominees(
    row: SelectionRound, found: Sequence[Nominee], names: Mapping[int, PersonLine]
) -> list[Standing]:
    """In the order in which they were put up, with what became of them."""
    criteria = norms.criteria(row.checked_on) if row.checked_on else {}
    return [_standing(one, names.get(one.person_id), criteria) for one in found]


def _standing(one: Nominee, line: PersonLine | None, criteria: Mapping[str, str]) -> Standing:
    result, tone = "", ""
    if one.is_chosen:
        result, tone = _t("được đề nghị"), "ok"
    elif one.unmet:
        missing = "; ".join(criteria.get(code, code) for code in one.unmet.split(","))
        result, tone = _t("chưa đạt: %s") % missing, "warn"
    name = line.full_name if line else str(GONE)
    return Standing(one, name, line.birth_year if line else None, result, tone)


@dataclass(frozen=True)
class Sheet:
    """A form that is printed, or may be printed now."""

    slug: str
    label: Any
    paper: FormPaper | None
    may_print: bool


def papers(row: SelectionRound, *, keeps: bool) -> list[Sheet]:
    """The forms whose step is done."""
    at = STEPS.index(row.state) if row.state in STEPS else -1
    due = [
        (slug, form, label)
        for slug, (form, label) in FORMS.items()
        if at >= STEPS.index(printing.FROM[form])
    ]
    if not due:
        return []
    held = reads.papers_of(selection=row)
    return [
        Sheet(slug, label, held.get(form), keeps and form not in held) for slug, form, label in due
    ]


@dataclass(frozen=True)
class Next:
    """Something to do with a round now; the first one `leads`."""

    words: Any
    url_name: str
    leads: bool = True


def next_steps(row: SelectionRound, *, keeps: bool, lists: bool, named: bool) -> list[Next]:
    """What this account may do now: a village meets by itself, the rest is the commune's."""
    if row.state == RoundState.OPEN and keeps:
        meet = Next(_("Ghi cuộc họp thôn"), "prestige:selection-meeting", named)
        put_up = Next(_("Đề cử người"), "prestige:selection-nominate", not named)
        return [meet, put_up] if named else [put_up]
    if row.state == RoundState.MET and lists:
        return [Next(_("Ghi cuộc họp liên tịch"), "prestige:selection-joint")]
    if row.state == RoundState.JOINT and lists:
        return [Next(_("Kiểm tra theo tiêu chí"), "prestige:selection-check")]
    return []


def may_end(row: SelectionRound) -> bool:
    """Whether a round can still be cancelled: what a sent list holds waits for its decision."""
    is_free = row.proposal is None or row.proposal.state == ProposalState.DRAFT
    return row.state not in ENDED and is_free


def waits_for(row: SelectionRound, *, lists: bool) -> object:
    """Who has to act, where it is not the reader."""
    if row.state in (RoundState.MET, RoundState.JOINT, RoundState.CHECKED) and not lists:
        return _("Việc tiếp theo do xã làm.")
    if row.state == RoundState.LISTED:
        return _("Đợt đã vào danh sách đề nghị, chờ quyết định.")
    return ""


def names_of(found: Iterable[Nominee], names: Mapping[int, PersonLine]) -> dict[int, str]:
    """By nominee, as forms call them."""
    return {
        one.pk: names[one.person_id].full_name if one.person_id in names else str(GONE)
        for one in found
    }
