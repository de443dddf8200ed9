"""Submitting from a phone: who and where, the form, the papers, a last look, the receipt."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from vungcao.kernel.accounts.models import User
from vungcao.kernel.accounts.queries import name_of
from vungcao.kernel.calendar import clock
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.units.models import Unit
from vungcao.systems.onestop.forms.answers import Sheet
from vungcao.systems.onestop.forms.citizen import Confirm, Papers, Who
from vungcao.systems.onestop.forms.lines import data_of, words_of
from vungcao.systems.onestop.forms.questions import Asking
from vungcao.systems.onestop.models import (
    Channel,
    Delivery,
    OnlineDraft,
    OnlineLevel,
    ProcedureVersion,
)
from vungcao.systems.onestop.queries import citizen as queries
from vungcao.systems.onestop.queries import versions
from vungcao.systems.onestop.queries.strangers import Found
from vungcao.systems.onestop.services import drafting
from vungcao.systems.onestop.services.submitting import NewDossier
from vungcao.systems.onestop.views import citizen_session as sessions
from vungcao.systems.onestop.views.citizen_shown import steps, summary, where
from vungcao.systems.onestop.views.samples import address as sample_at
from vungcao.web.forms import DRAFT as SAVE
from vungcao.web.proof_of_work import admit
from vungcao.web.waiting import form_page

P = ParamSpec("P")
Step = Callable[Concatenate[HttpRequest, OnlineDraft, User, P], HttpResponse]
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
AGAIN = "onestop:resume"


def with_draft(view: Step[P]) -> View[P]:
    """A step of the draft that this browser goes on with, standing where its files lie."""

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        found = sessions.held(request, sessions.DRAFT)
        if found is None:
            return sessions.over(request, AGAIN)
        with sessions.inside(request, found) as acting:
            draft = queries.draft(found.id, str(kwargs.get("code", "")))
            if draft is None:
                return sessions.over(request, AGAIN)
            return view(request, draft, acting, *args, **kwargs)

    return guarded  # type: ignore[return-value]


@never_cache
def apply(request: HttpRequest, code: str) -> HttpResponse:
    """The first step: begins a draft, or mends the one that this browser has of the procedure."""
    version = _open_version(code)
    found = sessions.held(request, sessions.DRAFT)
    if found is not None:
        with sessions.inside(request, found) as acting:
            draft = queries.draft(found.id, code)
            if draft is not None and draft.dossier_id is None:
                return _mend(request, draft, acting)
    return _begin(request, version)


def _open_version(code: str) -> ProcedureVersion:
    version = versions.on(code, clock.today())
    if version is None:
        raise Http404
    return version


def _begin(request: HttpRequest, version: ProcedureVersion) -> HttpResponse:
    if version.online_level == OnlineLevel.NONE or not version.definition:
        context = {"version": version}
        return render(request, "onestop/citizen_not_online.html", context)
    account = sessions.citizen(request)
    initial = {"full_name": name_of(account)} if account else {}
    form = Who(
        request.POST or None,
        applicants=version.applicants,
        asking=Asking(clock.today()),
        initial=initial,
    )
    if request.method == "POST" and form.is_valid() and admit(request, form):
        return _begun(request, version, form)
    return form_page(request, "onestop/citizen_who.html", form, _frame(version, "who"))


def _begun(request: HttpRequest, version: ProcedureVersion, form: Who) -> HttpResponse:
    place = Unit.objects.get(pk=form.cleaned_data["place"])
    with sessions.inside(request, Found(0, place.scope)) as acting:
        begun = drafting.begin(
            version=version,
            place=place,
            words=_typed(request.POST, form),
            account=sessions.citizen(request),
            now=clock.now(),
            by=acting,
        )
    sessions.hold(request, sessions.DRAFT, Found(begun.draft.pk, place.scope))
    sessions.tell(request, begun.draft.code, begun.secret)
    return redirect("onestop:apply-form", version.procedure.code)


def _mend(request: HttpRequest, draft: OnlineDraft, acting: User) -> HttpResponse:
    form = _who(draft, request.POST or None)
    if request.method == "POST" and form.is_valid():
        words = _typed(request.POST, form)
        drafting.keep(draft=draft, step="who", words=words, now=clock.now(), by=acting)
        return redirect("onestop:apply-form", draft.version.procedure.code)
    return form_page(request, "onestop/citizen_who.html", form, _frame(draft.version, "who", draft))


@with_draft
def form(request: HttpRequest, draft: OnlineDraft, acting: User, code: str) -> HttpResponse:
    """The questions. Every press keeps what was typed; only going on judges it."""
    if request.method != "POST":
        return _form_page(request, draft, _sheet(draft))
    sheet = _sheet(draft, request.POST)
    words, now = words_of(sheet.data or request.POST), clock.now()
    try:
        draft = drafting.keep(draft=draft, step="form", words=words, now=now, by=acting)
    except RuleBroken as broken:
        messages.error(request, str(broken))
        return _form_page(request, draft, sheet)
    if request.POST.get(SAVE) == "save":
        messages.success(request, _("Đã lưu. Có thể đóng trang và làm tiếp sau."))
        return redirect("onestop:apply-form", code)
    if sheet.is_valid():
        return redirect("onestop:apply-papers", code)
    return _form_page(request, draft, sheet)


def _form_page(request: HttpRequest, draft: OnlineDraft, sheet: Sheet) -> HttpResponse:
    secret = sessions.told(request, draft.code)
    context = {**_frame(draft.version, "form", draft), "sheet": sheet, "secret": secret}
    return render(request, "onestop/citizen_form.html", context)


@with_draft
def papers(request: HttpRequest, draft: OnlineDraft, acting: User, code: str) -> HttpResponse:
    """The papers of the list, each with its reason; files may come one by one."""
    wanted = queries.asked_papers(draft.version, _judged(draft).answers)
    if request.method != "POST":
        return _papers_page(request, draft, Papers(papers=wanted))
    if dropped := request.POST.get("drop"):
        drafting.detach(draft=draft, paper=dropped, now=clock.now(), by=acting)
        return redirect("onestop:apply-papers", code)
    form = Papers(request.POST, request.FILES, papers=wanted)
    if form.is_valid():
        draft = _attach(form, draft, acting)
    if form.errors:
        return _papers_page(request, draft, form)
    if "stay" in request.POST:
        return redirect("onestop:apply-papers", code)
    return redirect("onestop:apply-check", code)


def _attach(form: Papers, draft: OnlineDraft, acting: User) -> OnlineDraft:
    """Each file by itself: what is wrong with one does not lose the others."""
    for paper, given in form.given().items():
        try:
            draft = drafting.attach(
                draft=draft,
                paper=paper,
                content=given.read(),
                name=given.name,
                now=clock.now(),
                by=acting,
            )
        except RuleBroken as broken:
            form.add_error(f"paper-{paper}", str(broken))
    return draft


def _papers_page(request: HttpRequest, draft: OnlineDraft, form: Papers) -> HttpResponse:
    names = queries.file_names(draft)
    samples = {one.code: one.sample for one in versions.process(draft.version).documents}
    rows = [
        (field, names.get(code, ""), form.wants(field.name), sample_at(samples.get(code, "")))
        for field in form
        for code in [field.name.removeprefix("paper-")]
    ]
    context = {**_frame(draft.version, "papers", draft), "form": form, "rows": rows}
    return render(request, "onestop/citizen_papers.html", context)


@with_draft
def check(request: HttpRequest, draft: OnlineDraft, acting: User, code: str) -> HttpResponse:
    """Everything once more, what is still missing, and the press that submits."""
    if draft.dossier_id is not None:
        return redirect("onestop:apply-done", code)
    sheet = _judged(draft)
    lacking = queries.lacking(draft, sheet.answers)
    who = _who(draft)
    form = Confirm(request.POST or None)
    is_ready = who.is_valid() and not sheet.mistakes and not lacking
    if request.method == "POST" and form.is_valid() and is_ready:
        try:
            return _submit(request, draft, acting, who, sheet)
        except RuleBroken as broken:
            form.add_error(None, str(broken))
    context = {
        **_frame(draft.version, "check", draft),
        "form": form,
        "mistakes": sheet.mistakes,
        "lacking": lacking,
        "is_ready": is_ready,
        "who": [(bound.label, _said(bound)) for bound in who.visible_fields() if bound.value()],
        "parts": summary(sheet),
        "files": queries.file_list(draft),
    }
    return render(request, "onestop/citizen_check.html", context)


def _submit(
    request: HttpRequest, draft: OnlineDraft, acting: User, who: Who, sheet: Sheet
) -> HttpResponse:
    day = clock.today()
    new = NewDossier(
        version=draft.version,
        place=draft.unit,
        intake=queries.desk(draft.unit, day),
        channel=Channel.ONLINE,
        contact=who.contact(),
        answers=sheet.values(),
        subjects=sheet.subjects(),
        papers=drafting.papers_of(draft),
        applicant_kind=who.cleaned_data["applicant"],
        account=sessions.citizen(request),
        delivery=Delivery(who.cleaned_data["delivery"]),
    )
    made = drafting.submit_draft(draft=draft, new=new, now=clock.now(), by=acting)
    sessions.tell(request, made.dossier.case.code, made.secret)
    messages.success(request, _("Đã nộp hồ sơ."))
    return redirect("onestop:apply-done", draft.version.procedure.code)


@with_draft
def done(request: HttpRequest, draft: OnlineDraft, acting: User, code: str) -> HttpResponse:
    """The receipt: number, code, and the secret as long as it is told."""
    if draft.dossier is None:
        return redirect("onestop:apply-form", code)
    secret = sessions.told(request, draft.dossier.case.code)
    context = {
        **_frame(draft.version, "done", draft),
        "dossier": draft.dossier,
        "case": draft.dossier.case,
        "secret": secret,
    }
    return render(request, "onestop/citizen_done.html", context)


@with_draft
def drop(request: HttpRequest, draft: OnlineDraft, acting: User, code: str) -> HttpResponse:
    """Forget the draft, asked once more before."""
    if request.method == "POST":
        if draft.dossier_id is None:
            drafting.drop(draft=draft, now=clock.now(), by=acting)
        sessions.let_go(request, sessions.DRAFT)
        messages.success(request, _("Đã bỏ bản nháp."))
        return redirect("onestop:apply", code)
    return render(request, "onestop/citizen_drop.html", _frame(draft.version, "", draft))


def _asking(draft: OnlineDraft) -> Asking:
    return Asking(clock.today(), draft.unit)


def _sheet(draft: OnlineDraft, data: QueryDict | None = None) -> Sheet:
    process = versions.process(draft.version)
    words = drafting.opened(draft)
    if data is None and words.get("form"):
        data = data_of({**words["form"], "draft": ["fill"]})
    known = {f"contact.{name}": said[0] for name, said in words.get("who", {}).items() if said}
    return Sheet(process, _asking(draft), data, known=known)


def _judged(draft: OnlineDraft) -> Sheet:
    """The questions with what the draft says, judged."""
    words = drafting.opened(draft).get("form", {})
    sheet = Sheet(versions.process(draft.version), _asking(draft), data_of(words))
    sheet.is_valid()
    return sheet


def _who(draft: OnlineDraft, data: QueryDict | None = None) -> Who:
    given = data if data is not None else data_of(drafting.opened(draft).get("who", {}))
    applicants = draft.version.applicants
    return Who(given, applicants=applicants, asking=_asking(draft), place=draft.unit)


def _typed(data: QueryDict, form: Who) -> dict[str, list[str]]:
    return {name: data.getlist(name) for name in form.fields if name not in ("altcha", "place")}


def _said(bound: Any) -> str:
    choices = dict(getattr(bound.field, "choices", ()))
    return str(choices.get(bound.value(), bound.value()))


def _frame(
    version: ProcedureVersion, at: str, draft: OnlineDraft | None = None
) -> dict[str, object]:
    """What every step shows around its own."""
    return {
        "version": version,
        "procedure": version.procedure.code,
        "draft": draft,
        "steps": steps(at),
        "where": where(at),
        "place": queries.place_name(draft.unit, clock.today()) if draft else "",
    }
