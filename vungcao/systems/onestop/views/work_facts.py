"""A dossier in words: its facts, its papers, persons, answers, and what happened to it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.cases.services import EventRecord
from vungcao.kernel.organisations.queries import called as bodies_called
from vungcao.kernel.units.queries import on_day
from vungcao.systems.onestop.models import Paper
from vungcao.systems.onestop.rules.definition import Definition, Field
from vungcao.systems.onestop.rules.mistakes import status_words, ways_out
from vungcao.systems.onestop.rules.remaining import Remaining
from vungcao.systems.onestop.services.reading import DossierRecord
from vungcao.systems.onestop.views.work_table import called, there
from vungcao.web.facts import Fact, Said

PLACES = ("unit", "village")  # kinds of answers that are keys of units
CONTACT = {
    "name": _("Họ và tên"),
    "telephone": _("Điện thoại"),
    "email": _("Thư điện tử"),
    "address": _("Địa chỉ"),
    "identifier": _("Số định danh"),
}
TITLES = {
    "assigned": _("Giao người xử lý"),
    "delegated": _("Uỷ quyền xử lý"),
    "taken_back": _("Thôi uỷ quyền xử lý"),
    "term_set": _("Đổi thời hạn"),
    "due_moved": _("Ngày hẹn trả đổi theo lịch làm việc"),
    "asked": _("Hỏi ý kiến cơ quan khác"),
    "released": _("Cơ quan được hỏi đã xong"),
    "reopened": _("Mở lại"),
    "onestop.noted": _("Ghi chú nội bộ"),
    "onestop.extended": _("Gia hạn, xin lỗi"),
    "onestop.paper": _("Lập giấy tờ theo mẫu"),
    "onestop.corrected": _("Sửa quyết định"),
    "onestop.returned": _("Trả kết quả"),
    "onestop.inspected": _("Kiểm tra chữ ký số của giấy tờ"),
}
OF_PERSONS = {
    "onestop.judged": _("Ghi kết quả cho %d người"),
    "onestop.identified": _("Xác định %d người trong danh sách nhân khẩu"),
}
SILENT = frozenset(
    {"opened", "paused", "resumed", "begun", "closed", "linked"}
)  # said by the move itself


@dataclass(frozen=True)
class Happened:
    """A line of `components/timeline.html`."""

    day: datetime
    title: str
    detail: str
    state: str = ""


def facts(record: DossierRecord, left: Remaining, process: Definition, day: date) -> list[Fact]:
    """Where it stands, who holds it since when, and until when."""
    row, case = record.dossier, record.dossier.case
    names = bodies_called([case.organisation_id, row.intake_id], day)
    found: list[Fact] = [
        (_("Bước"), process.step(row.step).label),
        (_("Trạng thái"), Said(status_words(row.status, row.outcome))),
        (_("Cơ quan đang giữ"), names.get(case.organisation_id, "")),
        (_("Giữ từ"), moment(row.step_since)),
        (_("Người xử lý"), called(case.assignee) or _t("chưa giao")),
        (_("Nộp"), f"{moment(row.submitted_at)}, {row.get_channel_display()}"),
        (_("Nơi tiếp nhận"), names.get(row.intake_id, "")),
    ]
    return [*found, *_dates(record, left)]


def _dates(record: DossierRecord, left: Remaining) -> list[Fact]:
    """Those of its moments that have come; the due one opens its derivation."""
    row, case = record.dossier, record.dossier.case
    due = Said(moment(case.due_at), there("onestop:why", row.pk), note=left.words)
    is_moved = row.first_due_at != case.due_at
    found: list[tuple[Any, datetime | None, Any]] = [
        (_("Tiếp nhận"), row.received_at, None),
        (_("Hẹn trả"), case.due_at, due),
        (_("Hẹn trả lần đầu"), row.first_due_at if is_moved else None, None),
        (_("Hạn của bước"), row.step_due_at, None),
        (_("Giải quyết xong"), row.finished_at, None),
        (_("Trả kết quả"), row.returned_at, None),
    ]
    return [(label, said or moment(at)) for label, at, said in found if at is not None]


def moment(at: datetime | None) -> str:
    return f"{localtime(at):%H:%M %d/%m/%Y}" if at else ""


def pauses(record: DossierRecord) -> list[str]:
    """Each stretch in which the clock stood still, in a sentence."""
    rows = record.dossier.case.pauses.order_by("stopped_at", "pk")
    return [
        _t("Dừng từ %(begin)s đến %(end)s.")
        % {"begin": moment(row.stopped_at), "end": moment(row.resumed_at)}
        if row.resumed_at
        else _t("Đang dừng từ %(begin)s.") % {"begin": moment(row.stopped_at)}
        for row in rows
    ]


def contact(record: DossierRecord) -> list[Fact]:
    said = record.contact
    return [(label, said[name]) for name, label in CONTACT.items() if said.get(name)]


def papers(record: DossierRecord, process: Definition) -> list[tuple[str, Paper]]:
    """The papers that count now, by the label of their place in the list."""
    labels = {one.code: one.label for one in process.documents}
    rows = record.dossier.papers.filter(removed_at=None).select_related("file")
    return [(labels.get(row.code, row.code), row) for row in rows.order_by("added_at", "pk")]


def answers(record: DossierRecord, process: Definition, names: Mapping[int, str]) -> list[Fact]:
    """The answers of the form, but for the list of persons."""
    fields = [one for group in process.groups if not group.is_list for one in group.fields]
    return _said(fields, record.answers, names)


def subjects(
    record: DossierRecord, process: Definition, names: Mapping[int, str]
) -> list[tuple[Any, list[Fact]]]:
    """Each person of the list, what was said of them, and their outcome."""
    group = process.list_group
    fields = list(group.fields) if group else []
    return [(line, _said(fields, line.values, names)) for line in record.subjects]


def _said(
    fields: Iterable[Field], values: Mapping[str, Any], names: Mapping[int, str]
) -> list[Fact]:
    return [
        (one.label, in_words(one, values[one.code], names))
        for one in fields
        if values.get(one.code) not in (None, "", [])
    ]


def in_words(one: Field, value: Any, names: Mapping[int, str]) -> str:
    """An answer as a reader expects it."""
    if one.kind == "yes_no":
        return _t("có") if value else _t("không")
    if one.kind in PLACES:
        return names.get(value, str(value))
    if one.kind == "date":
        return f"{date.fromisoformat(value):%d/%m/%Y}"
    if one.kind == "sex":
        return {"male": _t("nam"), "female": _t("nữ")}.get(str(value), str(value))
    if isinstance(value, list):
        return ", ".join(str(one.options.get(part, part)) for part in value)
    return str(one.options.get(str(value), value))


def place_names(record: DossierRecord, process: Definition, day: date) -> dict[int, str]:
    """What the units among the answers are called, in one question."""
    codes = {one.code for one in process.all_fields() if one.kind in PLACES}
    said = [record.answers, *(line.values for line in record.subjects)]
    wanted = {one[code] for one in said for code in codes if isinstance(one.get(code), int)}
    return {unit.id: unit.name for unit in on_day(wanted, day)} if wanted else {}


def events(record: DossierRecord, process: Definition) -> list[Happened]:
    """What happened, the newest first, without what only the clock of a move repeats."""
    day = record.dossier.step_since.astimezone(ZONE).date()
    names = _names(record.events, day)
    found = [event for event in reversed(record.events) if event.action not in SILENT]
    return [
        Happened(first.at, _title(first, process, names, 1 + len(more)), _detail(first, names))
        for first, *more in together(found)
    ]


def together(found: Iterable[EventRecord]) -> Iterator[list[EventRecord]]:
    """What was said of several persons at one press is one line."""
    for (_at, _actor, action), rows in groupby(found, lambda one: (one.at, one.actor, one.action)):
        if action in OF_PERSONS:
            yield list(rows)
        else:
            yield from ([row] for row in rows)


def _title(
    event: EventRecord, process: Definition, names: Mapping[object, str], persons: int
) -> str:
    said = event.details
    if event.action in OF_PERSONS:
        return OF_PERSONS[event.action] % persons
    if event.action == "onestop.moved":
        if said["does"] == "submit":
            return _t("Nộp hồ sơ")
        ways = ways_out(process, str(said["before"]))
        found = [one.label for one in ways if one.code == said["step_action"]]
        label = found[0] if found else str(said["step_action"])
        after = process.step(str(said["after"])).label
        return _t("%(action)s: đến bước “%(step)s”") % {"action": label, "step": after}
    if event.action == "transferred":
        return _t("Chuyển đến %(body)s") % {"body": names.get(said["after"], "")}
    if event.action == "onestop.paper" and said.get("form"):
        return _t("Lập giấy tờ theo mẫu %(form)s") % {"form": said["form"]}
    if event.action in ("asked", "released"):
        body = names.get(said["organisation"], "")
        return f"{TITLES[event.action]}: {body}"
    return str(TITLES.get(event.action, _t("Ghi một việc")))


def _detail(event: EventRecord, names: Mapping[object, str]) -> str:
    by = _t("Người ghi: %(name)s.") % {"name": names.get(event.actor, event.actor)}
    words = event.words.strip()
    ends = "" if words.endswith((".", "!", "?", "…")) else "."
    return f"{words}{ends} {by}" if words else by


def _names(events: Iterable[EventRecord], day: date) -> dict[object, str]:
    """Of the bodies and accounts that the events speak of, in two questions."""
    keys = ("organisation", "before", "after")
    wanted = {
        said
        for event in events
        for name in keys
        if isinstance(said := event.details.get(name), int) and event.action != "onestop.moved"
    }
    found: dict[object, str] = {}
    found.update(bodies_called(wanted, day).items())
    actors = {event.actor for event in events}
    for account in User.objects.filter(username__in=actors).order_by("pk"):
        found[account.username] = called(account)
    return found
