"""The page of one dossier, and what may be done with it now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.access.roles import Role
from vungcao.kernel.calendar import clock
from vungcao.kernel.organisations.models import Organisation, OrganisationKind
from vungcao.kernel.organisations.queries import called as bodies_called
from vungcao.systems.onestop import permissions
from vungcao.systems.onestop.forms import work as forms
from vungcao.systems.onestop.models import Decision, Dossier, Fee
from vungcao.systems.onestop.queries import apologies, deadlines, papers, versions, worklist
from vungcao.systems.onestop.queries import facts as known
from vungcao.systems.onestop.queries.linked import linked
from vungcao.systems.onestop.queries.ways import Held, Way, held, is_of, may, open_to, ways
from vungcao.systems.onestop.rules.definition import NEEDS_REASON, Definition
from vungcao.systems.onestop.rules.mistakes import MISTAKE
from vungcao.systems.onestop.services.moving import PLAIN
from vungcao.systems.onestop.services.reading import DossierRecord, read_dossier
from vungcao.systems.onestop.views import work_facts, work_table
from vungcao.systems.onestop.views.work_table import there
from vungcao.web.access import only
from vungcao.web.forms import Form
from vungcao.web.http import AccountRequest

RELATED = (
    "case__organisation",
    "case__calendar",
    "case__assignee",
    "case__key",
    "version__procedure",
    "version__basis",
    "unit",
    "applicant",
)
SCREENS = {
    "receive": "onestop:receive",
    "refuse": "onestop:refuse",
    "prepare": "onestop:decision-new",
    "return": "onestop:return",
}
# Ways that leave the usual one: shown below it.
ASIDE = frozenset({"ask", "refuse", "rework", "stop", "withdraw", MISTAKE})
HAD = _("%s (hệ thống đã có: %s)")
ASKABLE = (OrganisationKind.DEPARTMENT, OrganisationKind.PEOPLES_COMMITTEE)


@dataclass(frozen=True)
class Offer:
    """One thing that may be done: a form sent to `at`, or a screen of its own at `address`."""

    label: str
    leads_to: str
    missing: str = ""
    address: str = ""
    at: str = ""
    form: Form | None = None
    is_next: bool = False


@only(permissions.READ_DOSSIERS)
def dossier(request: AccountRequest, pk: int) -> HttpResponse:
    return page(request, fetched(request, pk))


def fetched(request: AccountRequest, pk: int) -> Dossier:
    rows = Dossier.objects.visible_to(request.user).select_related(*RELATED)
    return get_object_or_404(rows, pk=pk)


def page(request: AccountRequest, shown: Dossier, **refused: Form) -> HttpResponse:
    """A dossier with what can be done next; a form that was refused keeps what was typed."""
    grants = held(request.user, request.today)
    is_holder = is_of(grants, permissions.WORK, shown.case.scope)
    record = read_dossier(dossier=shown, now=clock.now(), by=request.user, is_holder=is_holder)
    process = versions.process(shown.version)
    context = {
        "dossier": shown,
        "record": record,
        **said(record, process, request.today),
        "offers": offers(record, process, grants, refused),
        "linked": linked(shown, request.user),
        "apology": None if shown.finished_at else apologies.draft(shown),
        "is_elsewhere": not is_holder,
        "holder": "" if is_holder else _holder(shown, request.today),
        "whose": whose(shown, process),
        **_screens_of(shown, process, grants),
        **beside(request, record, process, grants),
        **refused,
    }
    return render(request, "onestop/work_dossier.html", context)


def _holder(shown: Dossier, day: date) -> str:
    return bodies_called([shown.case.organisation_id], day).get(shown.case.organisation_id, "")


def _screens_of(shown: Dossier, process: Definition, grants: Held) -> dict[str, bool]:
    """Which screens beside the page its reader may open."""
    scope, roles = shown.case.scope, {role for role, _scope in grants}
    return {
        "may_export": may(grants, permissions.EXPORT_FILE, scope),
        "may_extend": may(grants, process.step(shown.step).roles, scope)
        or is_of(grants, deadlines.LEADERS, scope),
        "may_collect": bool(roles & set(map(str, permissions.COLLECT_FEES))),
        "may_identify": bool(roles & set(map(str, permissions.WORK))),
    }


def said(record: DossierRecord, process: Definition, day: date) -> dict[str, Any]:
    """Everything that the page says of a dossier."""
    shown = record.dossier
    left = worklist.remaining([shown.case], clock.now())[shown.case_id]
    names = work_facts.place_names(record, process, day)
    return {
        "left": left,
        "facts": work_facts.facts(record, left, process, day),
        "pauses": work_facts.pauses(record),
        "contact": work_facts.contact(record),
        "answers": work_facts.answers(record, process, names),
        "subjects": work_facts.subjects(record, process, names),
        "papers": work_facts.papers(record, process),
        "fees": Fee.objects.filter(dossier=shown).order_by("pk"),
        "written": papers.written(shown),
        "decisions": [one for one in papers.decisions(shown) if one.signed_at],
        "events": work_facts.events(record, process),
    }


def offers(
    record: DossierRecord, process: Definition, grants: Held, refused: Mapping[str, Form]
) -> list[Offer]:
    """What this account may do now, each with what is missing."""
    row = record.dossier
    actions = open_to(grants, process, row)
    if not actions:
        return []
    facts = known.facts(row, process, record.answers)
    found = ways(actions, process, record.answers, facts)
    found.sort(key=lambda way: way.action.does in ASIDE)
    return [
        _offer(record, process, way, refused, is_next=number == 0)
        for number, way in enumerate(found)
    ]


def whose(row: Dossier, process: Definition) -> str:
    """Whose step it is, in words: what somebody reads who can do nothing here now."""
    if row.finished_at is not None and not process.from_step(row.step):
        return ""
    return ", ".join(str(Role(one).label) for one in process.step(row.step).roles)


def _offer(
    record: DossierRecord,
    process: Definition,
    way: Way,
    refused: Mapping[str, Form],
    *,
    is_next: bool,
) -> Offer:
    row, does = record.dossier, way.action.does
    said: dict[str, Any] = {"is_next": is_next, "missing": way.missing}
    if address := _screen(row, does):
        return Offer(way.action.label, way.after.label, address=address, **said)
    form = refused.get(way.action.code) or form_for(row, process, way, had=record.had)
    if form is None or way.missing:
        return Offer(way.action.label, way.after.label, **said)
    label = _t("%s theo đơn của người nộp") if does == "withdraw" else "%s"
    name = {"ask": "onestop:ask", "supply": "onestop:supply"}.get(does, "onestop:act")
    at = reverse(name, args=[row.pk])
    return Offer(label % way.action.label, way.after.label, at=at, form=form, **said)


def _screen(row: Dossier, does: str) -> str:
    """The screen of its own on which an action is done, where there is one."""
    if does == "sign":
        decision = Decision.objects.filter(dossier=row, signed_at=None).order_by("-pk").first()
        return there("onestop:sign", decision.pk) if decision else ""
    return there(SCREENS[does], row.pk) if does in SCREENS else ""


def form_for(
    row: Dossier,
    process: Definition,
    way: Way,
    data: Any = None,
    had: Mapping[str, str] | None = None,
) -> Form | None:
    """The form of an action that is done here; `had` are papers that the system has itself."""
    code, does = way.action.code, way.action.does
    first = {"seen": row.case.version, "action": code}
    given: dict[str, Any] = {"data": data, "initial": first, "auto_id": f"{code}_%s"}
    papers = {one.code: one.label for one in process.documents}
    if does == "ask":
        needs_reason = bool(had) or "reason" in (data or {}) or _asks_again(row)
        papers |= {code: HAD % (papers[code], words) for code, words in (had or {}).items()}
        return forms.Ask(papers=papers, needs_reason=needs_reason, **given)
    if does == "supply":
        return forms.Supply(papers=papers, **given)
    if does in PLAIN or does == "spawn":
        return forms.Act(
            needs_reason=does in NEEDS_REASON, needs_request=does == "withdraw", **given
        )
    return None


def _asks_again(row: Dossier) -> bool:
    """Whether the step has asked before, or a document of ours stands in a paper's place."""
    again = Q(supplements__step=row.step) | Q(papers__is_reused=True, papers__removed_at=None)
    return Dossier.objects.filter(again, pk=row.pk).exists()


def beside(
    request: AccountRequest, record: DossierRecord, process: Definition, grants: Held
) -> dict[str, Any]:
    """Forms beside the actions: a note, whom it is given to, whose opinion is asked."""
    row = record.dossier
    if not is_of(grants, permissions.WORK, row.case.scope):
        return {}
    found: dict[str, Any] = {
        "note": forms.Note(auto_id="note_%s"),
        "message": forms.Message(auto_id="message_%s"),
    }
    if work_table.can_be_given(grants, row):
        found["assign"] = forms.Assign(
            initial={"seen": row.case.version},
            workers=workers(request, row),
            auto_id="assign_%s",
        )
    step = process.step(row.step)
    if step.may_consult and may(grants, step.roles, row.case.scope):
        found["ask_opinion"] = forms.AskOpinion(
            initial={"seen": row.case.version, "days": 5},
            bodies=bodies(request, row),
            auto_id="opinion_%s",
        )
    return found


def workers(request: AccountRequest, row: Dossier) -> dict[int, str]:
    """Whom it can be given to; who has it already is none of them."""
    found = worklist.workers(row.case.organisation, permissions.WORK, request.today)
    return {one.pk: work_table.called(one) for one in found if one.pk != row.case.assignee_id}


def bodies(request: AccountRequest, row: Dossier) -> dict[int, str]:
    """Whose opinion can be asked: departments and committees of the province, by name."""
    above = "/".join(row.unit.scope.split("/")[:3]) + "/"
    found = Organisation.objects.in_force(request.today).filter(
        kind__in=ASKABLE, scope__startswith=above
    )
    wanted = [body.pk for body in found.exclude(pk=row.case.organisation_id).order_by("kind", "pk")]
    names = bodies_called(wanted, request.today)
    return {pk: names[pk] for pk in wanted if pk in names}
