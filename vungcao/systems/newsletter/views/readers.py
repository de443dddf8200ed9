"""Readers: signing up, confirming, choosing, leaving. A link shows a page; a press does it.

Scanners of mail open every link of a letter: none of them confirms or ends anything.
"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from vungcao.kernel.calendar import clock
from vungcao.runtime.env import environment
from vungcao.systems.newsletter.forms.public import Choose, Subscribe, wishes
from vungcao.systems.newsletter.models import Language, Subscriber, SubscriberState
from vungcao.systems.newsletter.queries import shelf, subscribers
from vungcao.systems.newsletter.queries.door import visitor
from vungcao.systems.newsletter.services import subscribing
from vungcao.web import attempts, waiting
from vungcao.web.proof_of_work import admit
from vungcao.web.shell import address

ONE_CLICK = ("List-Unsubscribe", "One-Click")


@never_cache
def subscribe(request: HttpRequest) -> HttpResponse:
    """Who reads in English is offered what is in English, and written to in it."""
    first = {"tongue": Language.ENGLISH if get_language() == Language.ENGLISH else ""}
    sections = shelf.sections(clock.today())
    form = Subscribe(request.POST or None, initial=first, sections=sections)
    if form.is_valid() and admit(request, form) and _asked(request, form):
        return redirect("newsletter:asked")
    return waiting.form_page(request, "newsletter/subscribe.html", form)


@never_cache
def asked(request: HttpRequest) -> HttpResponse:
    """The same for an address that is known and for one that is not."""
    mailbox = address("mailbox") if environment().is_demo else ""
    return render(request, "newsletter/asked.html", {"mailbox": mailbox})


@never_cache
def confirm(request: HttpRequest, link: str) -> HttpResponse:
    row = subscribers.by_link(link, subscribers.CONFIRM)
    if row is None or row.state == SubscriberState.LEFT:
        return _over(request)
    is_done = row.state == SubscriberState.ACTIVE
    if request.method == "POST" and not is_done:
        is_done = subscribing.confirm(subscriber=row, now=clock.now(), by=visitor())
        if not is_done:
            return _over(request)
    ways = _ways(row) if is_done and request.method == "POST" else {}
    return render(request, "newsletter/confirm.html", {"is_done": is_done, **ways})


@csrf_exempt  # the press of a mail program (RFC 8058) has no page of ours; the link is the proof
@never_cache
def leave(request: HttpRequest, link: str) -> HttpResponse:
    row = subscribers.by_link(link, subscribers.LEAVE)
    if row is None:
        return _over(request)
    if request.method == "POST":
        subscribing.leave(subscriber=row, now=clock.now(), by=visitor())
        if request.POST.get(ONE_CLICK[0]) == ONE_CLICK[1]:
            return HttpResponse("OK", content_type="text/plain")
        row.state = SubscriberState.LEFT
    is_done = row.state == SubscriberState.LEFT
    return render(request, "newsletter/leave.html", {"is_done": is_done})


@never_cache
def choose(request: HttpRequest, link: str) -> HttpResponse:
    row = subscribers.by_link(link, subscribers.CHOOSE)
    if row is None or row.state == SubscriberState.LEFT:
        return _over(request)
    there = shelf.sections(clock.today())
    offered = {one: there.get(one, set(Language.values)) for one in sorted({*there, *row.sections})}
    first = {"tongue": row.tongue, "sections": row.sections}
    form = Choose(request.POST or None, initial=first, sections=offered)
    if form.is_valid():
        subscribing.choose(subscriber=row, wishes=wishes(form), by=visitor())
        messages.success(request, _("Đã lưu lựa chọn."))
        return redirect("newsletter:choose", link)
    context = {"form": form, "leave": subscribers.link(row, subscribers.LEAVE)}
    return render(request, "newsletter/choose.html", context)


def _asked(request: HttpRequest, form: Subscribe) -> bool:
    """Whether a letter leaves; too many for one address or from one network have to wait."""
    typed = form.cleaned_data["address"]
    if wait := attempts.of_letter(request, typed).reserve(request):
        waiting.refuse(form, wait)
        return False
    subscribing.ask(address=typed, wishes=wishes(form), now=clock.now(), by=visitor())
    return True


def _ways(row: Subscriber) -> dict[str, str]:
    return {
        "choose": subscribers.link(row, subscribers.CHOOSE),
        "leave": subscribers.link(row, subscribers.LEAVE),
    }


def _over(request: HttpRequest) -> HttpResponse:
    return render(request, "newsletter/over.html", status=404)
