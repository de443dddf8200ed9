"""Opening and closing discussions: for all articles, and for the newest ones one by one."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from vungcao.kernel.calendar import clock
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.systems.comments import permissions
from vungcao.systems.comments.forms import office as forms
from vungcao.systems.comments.models import Discussion, Mode, Way
from vungcao.systems.comments.queries import discussions as queries
from vungcao.systems.comments.queries import shelf
from vungcao.systems.comments.rules import opening
from vungcao.systems.comments.rules.opening import Setting
from vungcao.systems.comments.services import setting as services
from vungcao.web.access import only
from vungcao.web.http import AccountRequest

NEWEST, DAYS = 50, 365


@only(permissions.SET)
def discussions(request: AccountRequest) -> HttpResponse:
    """What counts for all, and the newest articles with what counts for each."""
    setting, way = queries.settings_of(queries.FOR_ALL)
    first = {"mode": setting.mode, "days": setting.days, "way": way}
    form = forms.ForAll(request.POST or None, initial=first)
    if form.is_valid() and _set(request, queries.FOR_ALL, form, form.cleaned_data["way"]):
        return redirect("comments:discussions")
    rows = shelf.newest(request.today - timedelta(days=DAYS), NEWEST)
    own = {row.article: Setting(row.mode, row.days) for row in Discussion.objects.order_by("pk")}
    now = clock.now()
    listed = [
        (one, one.key in own, opening.takes(own.get(one.key, setting), one.published_at, now))
        for one in rows
    ]
    return render(request, "comments/discussions.html", {"form": form, "articles": listed})


@only(permissions.SET)
def discussion(request: AccountRequest, key: str) -> HttpResponse:
    """What counts for one article; a button gives it back to what counts for all."""
    about = shelf.article(key)
    if about is None:
        raise Http404
    if "follow" in request.POST:
        services.unset_discussion(article=key, by=request.user)
        messages.success(request, _("Bài này theo thiết lập chung."))
        return redirect("comments:discussions")
    setting, _way = queries.settings_of(key)
    first = {"mode": setting.mode, "days": setting.days}
    form = forms.Discussion(request.POST or None, initial=first)
    if form.is_valid() and _set(request, key, form, Way.EMAIL):
        return redirect("comments:discussions")
    has_own = Discussion.objects.filter(article=key).exists()
    context = {"form": form, "about": about, "has_own": has_own}
    return render(request, "comments/discussion.html", context)


def _set(request: AccountRequest, article: str, form: forms.Discussion, way: Way) -> bool:
    said = form.cleaned_data
    wanted = services.Wanted(Mode(said["mode"]), said["days"], way)
    try:
        services.set_discussion(article=article, wanted=wanted, by=request.user)
    except RuleBroken as broken:
        form.add_error(None, ValidationError(str(broken)))
        return False
    messages.success(request, _("Đã ghi thiết lập."))
    return True
