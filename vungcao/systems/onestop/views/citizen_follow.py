"""One's own dossier: where it stands, why its day; supplying, withdrawing, writing, rating."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib import messages as notes
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar import clock
from vungcao.kernel.cases.models import Pause
from vungcao.kernel.cases.queries import clocks
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.documents import queries as documents
from vungcao.kernel.documents.models import Document
from vungcao.systems.onestop.forms.citizen import Rate, Supply, Withdraw, Write
from vungcao.systems.onestop.models import Dossier, Rating
from vungcao.systems.onestop.queries import citizen as queries
from vungcao.systems.onestop.queries import versions
from vungcao.systems.onestop.rules import wording
from vungcao.systems.onestop.rules.definition import Action
from vungcao.systems.onestop.rules.definition import Document as Paper
from vungcao.systems.onestop.rules.forms import TITLES
from vungcao.systems.onestop.services import drafting, following, messages, rating
from vungcao.systems.onestop.services.following import Asked, Followed
from vungcao.systems.onestop.services.moving import move
from vungcao.systems.onestop.views import citizen_session as sessions
from vungcao.systems.onestop.views.citizen_shown import facts_of, timeline

P = ParamSpec("P")
Page = Callable[Concatenate[HttpRequest, Dossier, User, P], HttpResponse]
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
HOME = "onestop:followed"


def with_dossier(view: Page[P]) -> View[P]:
    """A page of the dossier that this browser has opened, standing where it lies now."""

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        found = sessions.held(request, sessions.DOSSIER)
        if found is None:
            return sessions.over(request, "onestop:track")
        with sessions.inside(request, found) as acting:
            dossier = queries.dossier(found.id)
            if dossier is None:  # it has gone on to another place meanwhile
                return sessions.over(request, "onestop:track")
            return view(request, dossier, acting, *args, **kwargs)

    return guarded  # type: ignore[return-value]


@with_dossier
def followed(request: HttpRequest, dossier: Dossier, acting: User) -> HttpResponse:
    """Everything about one dossier on one page."""
    seen = following.follow(dossier=dossier, by=acting)
    now = clock.now()
    said = messages.read(dossier=dossier, is_from_citizen=True, now=now, by=acting)
    is_rated = Rating.objects.filter(dossier=dossier).exists()
    context = {
        **_frame(dossier),
        "facts": facts_of(dossier, seen, clock.today()),
        "events": timeline(dossier, seen),
        "asked": _named(dossier, seen.asked) if seen.asked else [],
        "may_supply": queries.may(dossier, "supply") is not None,
        "may_withdraw": queries.may(dossier, "withdraw") is not None,
        "pauses": Pause.objects.filter(case=dossier.case).order_by("stopped_at", "pk"),
        "papers": [(one, TITLES.get(one.form, "")) for one in queries.written(dossier)],
        "results": queries.results(dossier),
        "said": said,
        "write": Write(),
        "rate": Rate() if dossier.finished_at and not is_rated else None,
        "is_rated": is_rated,
    }
    return render(request, "onestop/citizen_followed.html", context)


@with_dossier
def why(request: HttpRequest, dossier: Dossier, acting: User) -> HttpResponse:
    """Which days count on the way to the day of return, and why."""
    found = clocks.derivation(dossier.case)
    term = wording.term(dossier.version.term_halves)
    context = {**_frame(dossier), "derivation": found, "version": dossier.version, "term": term}
    return render(request, "onestop/citizen_why.html", context)


@with_dossier
def supply(request: HttpRequest, dossier: Dossier, acting: User) -> HttpResponse:
    """The one screen on which everything that was asked for is answered."""
    action = queries.may(dossier, "supply")
    seen = following.follow(dossier=dossier, by=acting)
    if action is None or seen.asked is None:
        notes.info(request, _("Hồ sơ này không chờ bổ sung."))
        return redirect(HOME)
    form = Supply(request.POST or None, request.FILES or None, papers=_wanted(dossier, seen))
    if request.method == "POST" and form.is_valid():
        try:
            _bring(form, dossier, action, acting)
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            notes.success(request, _("Đã gửi phần bổ sung. Thời hạn được tính tiếp."))
            return redirect(HOME)
    context = {**_frame(dossier), "form": form, "asked": _named(dossier, seen.asked)}
    return render(request, "onestop/citizen_supply.html", context)


def _bring(form: Supply, dossier: Dossier, action: Action, acting: User) -> None:
    sent = {paper: (given.read(), given.name) for paper, given in form.given().items()}
    drafting.bring(
        dossier=dossier,
        action=action.code,
        sent=sent,
        words=form.cleaned_data["words"],
        now=clock.now(),
        by=acting,
        seen=dossier.case.version,
    )


def _wanted(dossier: Dossier, seen: Followed) -> list[Paper]:
    """The papers that were asked for; where none is named, all of the list."""
    process = versions.process(dossier.version)
    codes = {one["code"] for one in seen.asked.items} if seen.asked else set()
    named = [one for one in process.documents if one.code in codes]
    return named or list(process.documents)


@with_dossier
def withdraw(request: HttpRequest, dossier: Dossier, acting: User) -> HttpResponse:
    """Taking a dossier back, asked a second time."""
    action = queries.may(dossier, "withdraw")
    if action is None:
        notes.info(request, _("Ở bước này không rút hồ sơ được nữa."))
        return redirect(HOME)
    form = Withdraw(request.POST or None)
    if request.method == "POST" and form.is_valid():
        words, now = form.cleaned_data["words"], clock.now()
        seen = dossier.case.version
        try:
            move(dossier=dossier, action=action.code, words=words, now=now, by=acting, seen=seen)
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            notes.success(request, _("Đã rút hồ sơ."))
            return redirect(HOME)
    context = {**_frame(dossier), "form": form}
    return render(request, "onestop/citizen_withdraw.html", context)


@require_POST
@with_dossier
def message(request: HttpRequest, dossier: Dossier, acting: User) -> HttpResponse:
    """Write to whoever holds the dossier."""
    form = Write(request.POST)
    if not form.is_valid():
        notes.error(request, _("Ghi nội dung lời nhắn, không quá 2000 chữ."))
        return redirect(HOME)
    words, now = form.cleaned_data["words"], clock.now()
    try:
        messages.write(dossier=dossier, words=words, is_from_citizen=True, now=now, by=acting)
        notes.success(request, _("Đã gửi lời nhắn."))
    except RuleBroken as broken:
        notes.error(request, str(broken))
    return redirect(HOME)


@require_POST
@with_dossier
def rate(request: HttpRequest, dossier: Dossier, acting: User) -> HttpResponse:
    """Say how content one was."""
    form = Rate(request.POST)
    if not form.is_valid():
        notes.error(request, _("Chọn một mức hài lòng."))
        return redirect(HOME)
    try:
        rating.rate(dossier=dossier, now=clock.now(), by=acting, **form.cleaned_data)
        notes.success(request, _("Cảm ơn bạn đã đánh giá."))
    except RuleBroken as broken:
        notes.error(request, str(broken))
    return redirect(HOME)


@with_dossier
def paper(request: HttpRequest, dossier: Dossier, acting: User, form: str) -> HttpResponse:
    """The latest paper of a form, or the result (`ket-qua`), as PDF."""
    made = [one.document for one in queries.written(dossier) if one.form == form]
    if form == "ket-qua":
        made = [one.document for one in queries.results(dossier)]
    if not made:
        raise Http404
    return _pdf(dossier, made[0], acting, form)


def _pdf(dossier: Dossier, document: Document, acting: User, form: str) -> HttpResponse:
    version = following.fetch(dossier=dossier, document=document, by=acting)
    if version is None:
        raise Http404
    response = HttpResponse(documents.content(version), content_type="application/pdf")
    name = f"{dossier.case.code}-{form}.pdf"
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or ""
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Close the dossier on a phone that others use too."""
    for what in (sessions.DOSSIER, sessions.DRAFT, sessions.TOLD):
        sessions.let_go(request, what)
    notes.success(request, _("Đã đóng hồ sơ trên máy này."))
    return redirect("onestop:track")


def _named(dossier: Dossier, asked: Asked) -> list[tuple[str, str]]:
    """What is asked for, by its name."""
    process = versions.process(dossier.version)
    labels = {one.code: one.label for one in process.documents}
    labels |= {one.code: one.label for one in process.all_fields()}
    return [(labels.get(one["code"], ""), one["words"]) for one in asked.items]


def _frame(dossier: Dossier) -> dict[str, object]:
    return {"dossier": dossier, "case": dossier.case, "name": dossier.version.name}
