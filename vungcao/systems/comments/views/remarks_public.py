"""Góp ý trang này: anybody says what is wrong with a page, and follows what becomes of it."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from vungcao.kernel.calendar import clock
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.units.models import NATION_SCOPE
from vungcao.systems.comments.forms import public as forms
from vungcao.systems.comments.models import Remark, Way
from vungcao.systems.comments.rules import pages
from vungcao.systems.comments.services import proving, remarks
from vungcao.systems.comments.services.doors import standing_in, visitor
from vungcao.systems.comments.services.reading import read_remark
from vungcao.systems.comments.views import pacing
from vungcao.web import attempts, waiting
from vungcao.web.proof_of_work import admit

NOT_FOUND = "Mã theo dõi hoặc mã bí mật chưa đúng. Xem lại rồi nhập lại."


@never_cache
def page(request: HttpRequest) -> HttpResponse:
    """The form, then the receipt with number, code and secret, which is told this once."""
    if request.method == "POST" and (wait := pacing.at_once(request)):
        return waiting.page(request, wait, pacing.kept(request, "page", "words", "email"))
    asked = pages.named(request.POST.get("page") or request.GET.get("trang", "/"))
    form = forms.Remark(request.POST or None, initial={"page": asked})
    if form.is_valid() and (made := _left(request, form)) is not None:
        context = {"remark": made, "secret": proving.secret(made.case.code)}
        return _unlisted(render(request, "comments/page_done.html", context))
    context = {"page": asked}
    return _unlisted(waiting.form_page(request, "comments/page.html", form, context))


@never_cache
def follow(request: HttpRequest) -> HttpResponse:
    """How a remark stands, and its answer; a wrong pair costs no look into the tables."""
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
    return waiting.form_page(request, "comments/follow.html", form)


def _followed(request: HttpRequest, code: str) -> HttpResponse:
    with standing_in(NATION_SCOPE, visitor()) as acting:
        row = Remark.objects.filter(case__code=code).select_related("case", "key").first()
        told = read_remark(remark=row, by=acting) if row is not None else None
    if row is None:
        return render(request, "comments/confirm_over.html", status=404)
    return render(request, "comments/followed.html", {"remark": row, "told": told})


def _left(request: HttpRequest, form: forms.Remark) -> Remark | None:
    said = form.cleaned_data
    if not admit(request, form):
        return None
    if wait := pacing.reserve(request, said["email"], said["words"]):
        waiting.refuse(form, wait)
        return None
    new = remarks.NewRemark(said["page"], said["words"], Way.EMAIL, said["email"])
    try:
        return remarks.leave(new=new, now=clock.now(), by=visitor())
    except RuleBroken as broken:
        form.add_error(None, ValidationError(str(broken).splitlines()))
        return None


def _unlisted(response: HttpResponse) -> HttpResponse:
    """One such page for every page of the portal is nothing for a search engine."""
    response.headers["X-Robots-Tag"] = "noindex"
    return response
