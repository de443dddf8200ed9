"""What strangers see: asking, giving an opinion on a draft, following what was sent."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from vungcao.kernel.calendar import clock
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.units.models import NATION_SCOPE
from vungcao.systems.portal.forms import letters as forms
from vungcao.systems.portal.models import Consultation, PublicLetter
from vungcao.systems.portal.queries import letters as queries
from vungcao.systems.portal.rules.consultations import State
from vungcao.systems.portal.services import letters, proving
from vungcao.systems.portal.services.doors import standing_in, visitor
from vungcao.systems.portal.services.letters import NewLetter
from vungcao.systems.portal.services.sealing import read_letter
from vungcao.systems.portal.views import pacing
from vungcao.web import attempts, waiting
from vungcao.web.proof_of_work import admit

NOT_FOUND = _("Mã theo dõi hoặc mã bí mật chưa đúng. Xem lại rồi nhập lại.")


@never_cache
def ask(request: HttpRequest) -> HttpResponse:
    """The form of a question, then the receipt with its secret, which is told this once."""
    if request.method == "POST" and (wait := pacing.at_once(request)):
        kept = pacing.kept(request, "topic", "words", "called", "email")
        return waiting.page(request, wait, kept)
    form = forms.Ask(request.POST or None, initial={"topic": request.GET.get("chu-de", "")})
    if form.is_valid() and (made := _written(request, form)) is not None:
        return _receipt(request, made)
    return waiting.form_page(request, "portal/ask.html", form)


@never_cache
def opine(request: HttpRequest, page: int) -> HttpResponse:
    """The form of an opinion on a draft while it is open; afterwards the page says so."""
    if request.method == "POST" and (wait := pacing.at_once(request)):
        return waiting.page(request, wait, pacing.kept(request, "words", "called", "email"))
    about = queries.consultation(page)
    if about is None:
        raise Http404
    is_open = about.state_on(clock.today()) == State.OPEN
    form = forms.Opine(request.POST if request.method == "POST" else None)
    if form.is_valid() and (made := _written(request, form, about)) is not None:
        return _receipt(request, made, about)
    context = {"about": about, "is_open": is_open}
    return waiting.form_page(request, "portal/opine.html", form, context)


@never_cache
def follow(request: HttpRequest) -> HttpResponse:
    """How a letter stands, and its answer; a wrong pair costs no look into the tables."""
    form = forms.Follow(request.POST or None)
    if form.is_valid():
        code = proving.typed_code(form.cleaned_data["code"])
        attempt = attempts.of_secret(request, code)
        if wait := attempt.reserve(request):
            waiting.refuse(form, wait)
        elif proving.is_secret(code, form.cleaned_data["secret"]):
            attempt.succeeded()
            return _followed(request, code)
        else:
            form.add_error(None, NOT_FOUND)
    return waiting.form_page(request, "portal/follow.html", form)


def _followed(request: HttpRequest, code: str) -> HttpResponse:
    with standing_in(NATION_SCOPE, visitor()) as acting:
        row = PublicLetter.objects.filter(case__code=code).select_related("case", "key").first()
        told = read_letter(letter=row, by=acting) if row is not None else None
    if row is None:
        raise Http404
    return render(request, "portal/followed.html", {"letter": row, "told": told})


def _receipt(
    request: HttpRequest, made: PublicLetter, about: Consultation | None = None
) -> HttpResponse:
    context = {"letter": made, "secret": proving.secret(made.case.code), "about": about}
    return render(request, "portal/written.html", context)


def _written(
    request: HttpRequest, form: forms.Write, about: Consultation | None = None
) -> PublicLetter | None:
    """The letter that was kept; else the form says why not. What is cheap is asked first."""
    said = form.cleaned_data
    if not admit(request, form):
        return None
    if wait := pacing.reserve(request, said["email"]):
        waiting.refuse(form, wait)
        return None
    new = NewLetter(said["words"], said["called"], said["email"], said.get("topic", ""), about)
    try:
        return letters.write(new=new, now=clock.now(), by=visitor())
    except RuleBroken as broken:
        form.add_error(None, ValidationError(str(broken).splitlines()))
        return None
