"""Moderators' screens: the queue, and the page of one comment with what can be decided."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.access.queries import reach
from vungcao.kernel.access.roles import Permission
from vungcao.kernel.calendar import clock
from vungcao.kernel.cases.rules import holds
from vungcao.systems.comments import permissions
from vungcao.systems.comments.forms import office as forms
from vungcao.systems.comments.models import Comment, CommentState, Remark, Takedown
from vungcao.systems.comments.queries import locks, shelf
from vungcao.systems.comments.queries import queue as queries
from vungcao.systems.comments.rules import locking
from vungcao.systems.comments.rules.words import told
from vungcao.systems.comments.services.reading import read_comment
from vungcao.systems.comments.views import comment_table, history
from vungcao.web.access import only
from vungcao.web.facts import Fact, Said
from vungcao.web.forms import Form
from vungcao.web.http import AccountRequest
from vungcao.web.tables import answer


@only(permissions.READ)
def queue(request: AccountRequest) -> HttpResponseBase:
    filters = forms.Filters(request.GET)
    state = filters.cleaned_data["state"] if filters.is_valid() else ""
    rows = queries.comments(request.user, state, request.today)
    shown = comment_table.comments(request.today, is_narrowed=bool(state))
    context = {"filters": filters, "may_set": may(request, permissions.SET)}
    context["may_export"] = may(request, permissions.EXPORT)
    return answer(request, shown, rows, "comments/queue.html", context)


@only(permissions.READ)
def late(request: AccountRequest) -> HttpResponse:
    return redirect(f"{reverse('comments:queue')}?state=late")


@only(permissions.READ_REMARKS)
def of_case(request: AccountRequest, code: str) -> HttpResponse:
    """From the code of a case to the comment or the remark that owns it."""
    remark = Remark.objects.visible_to(request.user).filter(case__code=code).first()
    if remark is not None:
        return redirect("comments:remark", remark.pk)
    found = get_object_or_404(Comment.objects.visible_to(request.user), case__code=code)
    return redirect("comments:comment", found.pk)


@only(permissions.READ)
def comment(request: AccountRequest, pk: int) -> HttpResponse:
    return page(request, fetched(request, pk))


def fetched(request: AccountRequest, pk: int) -> Comment:
    """One that its writer has confirmed: before, nobody looks into it."""
    rows = Comment.objects.visible_to(request.user).filter(queries.SEEN)
    return get_object_or_404(rows.select_related("case__term_basis", "remark"), pk=pk)


def page(request: AccountRequest, shown: Comment, **refused: Form) -> HttpResponse:
    """A comment with what can be decided; a step that was refused keeps what was typed."""
    takedown = Takedown.objects.select_related("basis").filter(comment=shown).first()
    context = {
        "comment": shown,
        "said": read_comment(comment=shown, by=request.user),
        "marks": told(shown.marks),
        "tone": comment_table.TONES.get(CommentState(shown.state), ""),
        "facts": facts(request, shown),
        "events": history.events(shown.case, request.user),
        "takedown": takedown,
        **steps(request, shown),
        **refused,
    }
    return render(request, "comments/comment.html", context)


def facts(request: AccountRequest, shown: Comment) -> list[Fact]:
    """About what, since when and until when. How to reach the writer is nobody's to read."""
    case, article = shown.case, shelf.article(shown.article)
    found: list[Fact] = [
        (_("Bài"), Said(shown.title, address=article.address) if article else shown.title),
        (_("Gửi lúc"), shown.sent_at),
        (_("Xác nhận qua"), shown.get_way_display()),
    ]
    if due := comment_table.due(case):
        left = comment_table.left(case, request.today)
        found.append((_("Hạn duyệt"), Said(f"{due:%d/%m/%Y}", note=left)))
    if case is not None and case.term_basis is not None:
        found.append((_("Căn cứ thời hạn"), Said(citation=case.term_basis)))
    until = locks.until(shown, clock.now())
    if locking.is_locked(until, clock.now()):
        found.append((_("Khoá gửi ý kiến đến"), until))
    return found


def steps(request: AccountRequest, shown: Comment) -> dict[str, Any]:
    """The forms of what this account may decide now."""
    if shown.case is None:
        return {}
    now = {"seen": shown.case.version}
    if shown.state == CommentState.HELD and may(request, permissions.MODERATE, shown.scope):
        return {
            "approve": forms.Step(initial=now, auto_id="approve_%s"),
            "reject": forms.Reject(initial=now, auto_id="reject_%s"),
            "escalate": forms.Step(initial=now, auto_id="escalate_%s"),
        }
    if shown.state == CommentState.PUBLISHED and may(request, permissions.TAKE_DOWN, shown.scope):
        first = {"asked_on": request.today, "asked_time": f"{localtime(clock.now()):%H:%M}"}
        return {"remove": forms.Remove(initial=first, auto_id="remove_%s")}
    return {}


def may(request: AccountRequest, permission: Permission, scope: str = "") -> bool:
    """Whether the account holds a right over a place; over any place without one."""
    held = reach(request.user, request.today, permission)
    return holds(scope, held) if scope else bool(held)
