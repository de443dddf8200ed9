"""How the citizens' pages say things: the steps of the wizard, what was filled in."""

from dataclasses import dataclass
from datetime import date, datetime

from django.forms import BoundField
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.organisations.queries import name
from vungcao.systems.onestop.forms.answers import Sheet, is_note
from vungcao.systems.onestop.models import Dossier
from vungcao.systems.onestop.queries import versions
from vungcao.systems.onestop.rules.definition import AGENCIES
from vungcao.systems.onestop.rules.mistakes import status_words
from vungcao.systems.onestop.rules.statuses import PAUSED, Status
from vungcao.systems.onestop.services.following import Followed
from vungcao.web.facts import Fact, Said, Way

STEPS = (
    ("who", _("Người nộp và địa bàn")),
    ("form", _("Tờ khai")),
    ("papers", _("Giấy tờ")),
    ("check", _("Kiểm tra và nộp")),
    ("done", _("Đã nộp")),
)


@dataclass(frozen=True)
class Shown:
    """One step in the thread of them."""

    title: str | Promise
    state: str
    detail: str = ""


def steps(at: str) -> list[Shown]:
    """The steps of the wizard; those before `at` are done."""
    names = [name for name, _label in STEPS]
    here = names.index(at) if at in names else -1
    return [
        Shown(label, "now" if place == here else "done" if place < here else "")
        for place, (_name, label) in enumerate(STEPS)
    ]


def where(at: str) -> str:
    """Which step of how many: on a phone the steps themselves would fill the screen."""
    found = [place for place, (name, _label) in enumerate(STEPS, start=1) if name == at]
    said = _t("Bước %(number)d trên %(all)d: %(title)s")
    return "".join(said % {"number": n, "all": len(STEPS), "title": STEPS[n - 1][1]} for n in found)


def summary(sheet: Sheet) -> list[tuple[str, list[tuple[object, object]]]]:
    """What was filled in, group by group and line by line, in words."""
    shown: list[tuple[str, list[tuple[object, object]]]] = []
    for part in sheet.parts:
        if not part.is_repeated:
            shown.append((part.group.label, _said(part.questions)))
        for line in part.lines:
            facts = _said(line.questions)
            if facts:
                shown.append((f"{part.group.label}: {line.number}", facts))
    return [(label, facts) for label, facts in shown if facts]


def _said(questions: list[BoundField]) -> list[tuple[object, object]]:
    return [
        (bound.label, _words(bound)) for bound in questions if bound.value() and not is_note(bound)
    ]


def _words(bound: BoundField) -> str:
    given = bound.value()
    choices = dict(getattr(bound.field, "choices", ()))
    if isinstance(given, list):
        return ", ".join(str(choices.get(one, one)) for one in given)
    return str(choices.get(str(given), given))


@dataclass(frozen=True)
class Event:
    """One move, as `components/timeline.html` shows it."""

    day: datetime
    title: str
    detail: str
    state: str = ""
    citation: None = None


def facts_of(dossier: Dossier, seen: Followed, today: date) -> list[Fact]:
    """Where the dossier stands, who holds it, until when and why."""
    process, case = versions.process(dossier.version), dossier.case
    shown: list[Fact] = [
        (_("Trạng thái"), Said(status_words(dossier.status, dossier.outcome), tone=_tone(dossier))),
        (_("Đang ở bước"), process.step(dossier.step).label),
        (_("Nơi đang giữ"), name(case.organisation, today)),
    ]
    shown += [
        *_due(dossier),
        (_("Số hồ sơ"), case.number),
        (_("Mã tra cứu"), case.code),
        (_("Người nộp"), seen.name),
        (_("Nộp lúc"), _moment(dossier.submitted_at)),
    ]
    if dossier.received_at:
        shown.append((_("Tiếp nhận lúc"), _moment(dossier.received_at)))
    if dossier.finished_at:
        shown.append((_("Giải quyết xong lúc"), _moment(dossier.finished_at)))
    return shown


def _due(dossier: Dossier) -> list[Fact]:
    """Until when, whether the time runs, and what was promised first."""
    shown: list[Fact] = []
    if due := dossier.case.due_at:
        link = Way(_("Vì sao là ngày này"), reverse("onestop:followed-why"))
        shown.append((_("Hẹn trả"), Said(_moment(due), links=(link,))))
    if dossier.status in PAUSED:
        shown.append((_("Thời hạn"), _t("đang tạm dừng, ngày hẹn được tính lại khi bổ sung xong")))
    if dossier.first_due_at and dossier.first_due_at != due:
        shown.append((_("Hẹn trả lần đầu"), _moment(dossier.first_due_at)))
    return shown


def timeline(dossier: Dossier, seen: Followed) -> list[Event]:
    """Each move with the step it led to and who works there."""
    process = versions.process(dossier.version)
    steps_of = {step.code: step for step in process.steps}
    events = []
    for place, moved in enumerate(seen.moves):
        step = steps_of.get(moved.after)
        who = capfirst(AGENCIES[step.agency]) if step and step.agency in AGENCIES else ""
        words = f"{who}. {moved.words}" if moved.words else who
        title = step.label if step else moved.after
        events.append(Event(moved.at, title, words, "now" if place == 0 else ""))
    return events


def _tone(dossier: Dossier) -> str:
    if dossier.status in (Status.DECIDED, Status.RETURNED):
        return "ok"
    if dossier.status in PAUSED:
        return "warn"
    if dossier.status in (Status.REFUSED, Status.STOPPED):
        return "bad"
    return "none" if dossier.status == Status.WITHDRAWN else "run"


def _moment(at: datetime) -> str:
    return f"{localtime(at):%H:%M %d/%m/%Y}"
