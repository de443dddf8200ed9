"""A report in words: its facts and what happened in its case."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.accounts.models import User
from vungcao.kernel.cases.services import EventRecord
from vungcao.kernel.organisations.queries import called as bodies_called
from vungcao.systems.prestige.models import ReportChannel
from vungcao.systems.prestige.queries.reporting import ANSWERED
from vungcao.systems.prestige.services.report_reading import ReportRecord
from vungcao.systems.prestige.views.report_table import called
from vungcao.web.facts import Fact, Said

TITLES = {
    "delegated": _("Uỷ quyền xử lý"),
    "taken_back": _("Thôi uỷ quyền xử lý"),
    "term_set": _("Đổi thời hạn"),
    "due_moved": _("Hạn trả lời đổi theo lịch làm việc"),
    "asked": _("Hỏi ý kiến"),
    "released": _("Đã có ý kiến"),
    "reopened": _("Mở lại"),
    "linked": _("Gắn với vụ việc khác"),
    "merged": _("Nhập vào phản ánh khác"),
    "took_in": _("Nhập phản ánh khác vào"),
}


@dataclass(frozen=True)
class Happened:
    """A line of `components/timeline.html`."""

    day: datetime
    title: str
    detail: str
    state: str = ""


def facts(record: ReportRecord) -> list[Fact]:
    """About what, since when and until when, and who has it in hand."""
    line, report = record.line, record.line.report
    case, due = report.case, line.due
    name = bodies_called([case.organisation_id], line.day).get(case.organisation_id, "")
    came = {"day": f"{report.received_on:%d/%m/%Y}", "way": report.get_channel_display()}
    found: list[Fact] = [
        (_("Nội dung phản ánh"), report.get_kind_display()),
        (_("Ngày nhận phản ánh"), _t("%(day)s, qua: %(way)s") % came),
        (_("Hạn trả lời"), Said(f"{due:%d/%m/%Y}", note=line.left) if due else "–"),
    ]
    if case.term_halves and case.term_basis is not None:
        days = number_format(Decimal(case.term_halves) / 2)
        found += [
            (_("Thời hạn"), _t("%(days)s ngày làm việc") % {"days": days}),
            (_("Căn cứ thời hạn"), Said(citation=case.term_basis)),
        ]
    found += [
        (_("Cơ quan chịu trách nhiệm"), name),
        (_("Người xử lý"), called(case.assignee) or _t("chưa giao")),
    ]
    return found


def events(record: ReportRecord) -> list[Happened]:
    """What happened, the newest first."""
    names = _names(record.events, record.line.day)
    return [
        Happened(event.at, title, _detail(event, names, record.answer))
        for event in reversed(record.events)
        if (title := _title(event, names))
    ]


def _title(event: EventRecord, names: dict[str, str]) -> str:
    """What happened; nothing for what another event has said already."""
    said = event.details
    if event.action == "opened":
        return _t("Ghi nhận; %(body)s trả lời") % {"body": names[f"body {said['organisation']}"]}
    if event.action == "assigned":
        return _t("Giao cho %(name)s") % {"name": names[f"account {said['to']}"]}
    if event.action == "transferred":
        return _t("Chuyển đến %(body)s") % {"body": names[f"body {said['after']}"]}
    if event.action == "answered":
        return _t("Trả lời qua: %(way)s") % {"way": ReportChannel(str(said["told_by"])).label}
    if event.action == "closed":
        return "" if said["outcome"] == ANSWERED else _t("Kết thúc không trả lời")
    return str(TITLES.get(event.action, _t("Ghi một việc")))


def _detail(event: EventRecord, names: dict[str, str], answer: str) -> str:
    """What was written, but for the answer that the page shows anyway; and who wrote it."""
    by = _t("Người ghi: %(name)s.") % {"name": names.get(event.actor, event.actor)}
    return by if event.words in ("", answer) else f"{event.words} {by}"


def _names(events: tuple[EventRecord, ...], day: date) -> dict[str, str]:
    """Of the bodies and accounts that the events speak of, in two queries."""
    wanted = {
        event.details[name]
        for event in events
        for name in ("organisation", "before", "after")
        if isinstance(event.details.get(name), int)
    }
    bodies = bodies_called([int(pk) for pk in wanted if pk], day)
    accounts = User.objects.filter(username__in={event.actor for event in events})
    given = {event.details["to"] for event in events if isinstance(event.details.get("to"), int)}
    accounts = accounts | User.objects.filter(pk__in=given)
    found = {f"body {pk}": name for pk, name in bodies.items()}
    for account in accounts.order_by("pk"):
        found[account.username] = found[f"account {account.pk}"] = called(account)
    return found
