"""What readers see: comments below an article on a page of their own, and the link of a letter."""

from contextlib import suppress
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar import clock
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.offers.articles import Article
from vungcao.kernel.units.models import NATION_SCOPE
from vungcao.runtime.env import environment
from vungcao.systems.comments.forms.public import Write
from vungcao.systems.comments.models import Comment, Way
from vungcao.systems.comments.queries import discussions, locks, shelf
from vungcao.systems.comments.rules import locking, moving
from vungcao.systems.comments.services import proving, submitting
from vungcao.systems.comments.services.doors import standing_in, visitor
from vungcao.systems.comments.views import pacing
from vungcao.systems.comments.views.discussion import parts
from vungcao.web import waiting
from vungcao.web.proof_of_work import admit
from vungcao.web.shell import address

CONFIRM_HOURS = moving.CONFIRM_WITHIN // timedelta(hours=1)


@never_cache
def article(request: HttpRequest, key: str) -> HttpResponse:
    """All comments of an article, and the form; where that form of the article's page leads too."""
    if request.method == "POST" and (wait := pacing.at_once(request)):
        return waiting.page(request, wait, pacing.kept(request, "called", "contact", "words"))
    about = shelf.article(key)
    if about is None:
        raise Http404
    shown = parts(request, about)
    form = shown["form"]
    if isinstance(form, Write) and request.method == "POST" and form.is_valid():
        made = _submitted(request, about, form)
        if made is not None:
            return redirect("comments:sent")
    chosen = form if isinstance(form, Write) else Write(way=Way.ACCOUNT)
    context = {**shown, "about": about, "write": form}
    return waiting.form_page(request, "comments/article.html", chosen, context)


@never_cache
def sent(request: HttpRequest) -> HttpResponse:
    """The same whatever was sent: nobody learns whose address is known."""
    mailbox = address("mailbox") if environment().is_demo else ""
    _setting, way = discussions.settings_of(discussions.FOR_ALL)
    context = {"hours": CONFIRM_HOURS, "way": way, "mailbox": mailbox}
    return render(request, "comments/sent.html", context)


@never_cache
def confirm(request: HttpRequest, link: str) -> HttpResponse:
    """A press confirms: programs that only open the links of letters confirm nothing."""
    code = proving.code_of(link)
    if not code:
        return render(request, "comments/confirm_over.html", status=404)
    now = clock.now()
    with standing_in(NATION_SCOPE, visitor()):
        row = Comment.objects.filter(code=code).select_related("case").first()
        until = locks.until(row, now) if row else None
    if row is None:
        return render(request, "comments/confirm_over.html", status=404)
    if request.method == "POST":
        with suppress(RuleBroken):  # pressed twice: the page says how it stands
            submitting.confirm(comment=row, now=now, by=visitor())
        return redirect("comments:confirm", link)
    context = {
        "comment": row,
        "locked_until": until if locking.is_locked(until, now) else None,
        "may_confirm": moving.may_confirm(row.state, row.sent_at, now),
        "is_over": row.state in (moving.SUBMITTED, moving.LAPSED),
        "due": row.case.due_at if row.case else None,
    }
    return render(request, "comments/confirm.html", context)


def _submitted(request: HttpRequest, about: Article, form: Write) -> Comment | None:
    """The comment that was kept; else the form says why not. What is cheap is asked first."""
    said = form.cleaned_data
    if not admit(request, form):
        return None
    if wait := pacing.reserve(request, said.get("contact", ""), said["words"]):
        waiting.refuse(form, wait)
        return None
    user = request.user if form.way == Way.ACCOUNT and isinstance(request.user, User) else None
    new = submitting.NewComment(
        about, said["called"], said["words"], form.way, said.get("contact", ""), user
    )
    try:
        return submitting.submit(new=new, now=clock.now(), by=user or visitor())
    except RuleBroken as broken:
        form.add_error(None, ValidationError(str(broken).splitlines()))
        return None
