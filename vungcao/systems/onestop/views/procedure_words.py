"""What pages say of a version of a procedure: facts, papers, steps and history, in words."""

from dataclasses import dataclass
from datetime import date

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.citations.models import Citation
from vungcao.systems.onestop.models import Applicant, OnlineLevel, Original, ProcedureVersion
from vungcao.systems.onestop.rules import wording
from vungcao.systems.onestop.rules.definition import AGENCIES, Definition, Document, Step
from vungcao.systems.onestop.rules.statuses import Status
from vungcao.systems.onestop.views import samples
from vungcao.web.facts import Fact, Said


@dataclass(frozen=True)
class PaperLine:
    """One paper of a procedure: what, why, when, how many, and where a sample lies."""

    paper: Document
    kind: str
    when: str
    sample: str = ""


@dataclass(frozen=True)
class Stage:
    """One step of a process as a citizen reads it; `state` is read by `components/steps.html`."""

    title: str
    detail: str
    state: str = ""


@dataclass(frozen=True)
class Age:
    """One version in the history; read by `components/timeline.html`."""

    day: date
    title: str
    detail: str
    citation: Citation
    address: str
    action: str
    state: str = ""


def way(name: str, *args: object) -> str:
    """Where a screen stands; nothing while no part of the product offers it."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def sure(state: str) -> str:
    """What `components/evidence.html` says of a state: nothing of what was read."""
    return "" if state == "seen" else state


def facts(version: ProcedureVersion) -> list[Fact]:
    """Who, how long, how much, where: what a citizen asks first."""
    said: list[Fact] = [
        (_("Ai được nộp"), applicants(version)),
        (_("Nơi giải quyết"), version.agency or _t("chưa rõ")),
        (_("Thời hạn"), _term(version)),
        (_("Phí, lệ phí"), wording.fee(version.fee) or _t("chưa rõ, hỏi nơi tiếp nhận")),
        (_("Số bộ hồ sơ"), version.sets),
        (_("Nộp trực tuyến"), _level(version)),
    ]
    if version.result:
        said.append((_("Kết quả"), version.result))
    return [*said, (_("Mã thủ tục"), version.procedure.code)]


def applicants(version: ProcedureVersion) -> str:
    names = dict(Applicant.choices)
    return wording.listed(str(names.get(one, one)) for one in version.applicants) or _t("chưa rõ")


def _term(version: ProcedureVersion) -> Said:
    said = wording.term(version.term_halves, version.fixed_term)
    return Said(said or _t("chưa rõ"), state=sure(version.term_state))


def level(version: ProcedureVersion) -> str:
    """How much is done online, so that also who does not know the three levels understands it."""
    said = version.get_online_level_display()
    if version.online_level != OnlineLevel.NONE:
        return said
    return _t("%(level)s, nộp tại nơi tiếp nhận") % {"level": said}


def _level(version: ProcedureVersion) -> Said:
    return Said(level(version), state=sure(version.level_state))


def bases(version: ProcedureVersion) -> list[Citation]:
    """The texts on which a version rests, in their order."""
    laid = version.laid.select_related("citation").order_by("position")
    return [one.citation for one in laid] or [version.basis]


def papers(process: Definition) -> list[PaperLine]:
    names = wording.labels(process)
    return [
        PaperLine(one, _kind(one), wording.condition(one.when, names), samples.address(one.sample))
        for one in process.documents
    ]


def _kind(one: Document) -> str:
    kinds = dict(Original.choices)
    return f"{one.copies} {kinds.get(one.original, '')}".strip()


def stages(process: Definition) -> list[Stage]:
    """The steps with time of their own, in the order of the process, then how it ends."""
    return [
        Stage(one.label, _detail(one))
        for one in process.steps
        if one.clock == "run" or one.status == Status.RETURNED
    ]


def _detail(one: Step) -> str:
    agency = AGENCIES.get(one.agency, one.agency)
    words = agency[:1].upper() + agency[1:]
    return f"{words}: {wording.days(one.halves)} ngày làm việc" if one.halves else words


def ages(versions: list[ProcedureVersion], shown: ProcedureVersion) -> list[Age]:
    """Which version counted when, the newest first; each but the one shown leads to its page."""
    return [
        Age(
            day=one.valid_from,
            title=one.name,
            detail=_span(one),
            citation=one.basis,
            address="" if one.pk == shown.pk else _on_day(one),
            action=_t("Xem thủ tục khi đó"),
            state="now" if one.pk == shown.pk else "",
        )
        for one in versions
    ]


def _span(one: ProcedureVersion) -> str:
    words = {"from": f"{one.valid_from:%d/%m/%Y}", "until": ""}
    if one.valid_until is None:
        return _t("Có hiệu lực từ ngày %(from)s.") % words
    words["until"] = f"{one.valid_until:%d/%m/%Y}"
    return _t("Có hiệu lực từ ngày %(from)s đến trước ngày %(until)s.") % words


def _on_day(one: ProcedureVersion) -> str:
    return f"{reverse('onestop:guide', args=[one.procedure.code])}?ngay={one.valid_from}"
