"""One issue as the office sees it: what it says, how far it is, what can be done now."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from vungcao.systems.newsletter import permissions
from vungcao.systems.newsletter.forms import office as forms
from vungcao.systems.newsletter.models import Issue, IssueState
from vungcao.systems.newsletter.models.issues import BEGUN
from vungcao.systems.newsletter.queries import issues
from vungcao.systems.newsletter.queries.content import content, signed, whole
from vungcao.systems.newsletter.queries.progress import progress
from vungcao.systems.newsletter.rules import composing as rules
from vungcao.systems.newsletter.rules import mail, plain
from vungcao.systems.newsletter.rules.content import Ways
from vungcao.systems.newsletter.views.issue_table import TONES
from vungcao.systems.newsletter.views.issues import may
from vungcao.systems.newsletter.views.public import paper
from vungcao.web.access import only
from vungcao.web.facts import Fact
from vungcao.web.forms import Form
from vungcao.web.http import AccountRequest

# A letter has its styles in its tags, as nothing else; it may show nothing else and go nowhere.
LETTER_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"
STEPS = (
    rules.HAND_IN,
    rules.APPROVE,
    rules.SEND_BACK,
    rules.TAKE_BACK,
    rules.SEND,
    rules.PAUSE,
    rules.RESUME,
)


@only(permissions.READ)
def work(request: AccountRequest, pk: int) -> HttpResponse:
    """The page looks again by itself while letters leave, and is drawn anew once they have left."""
    row = found(pk)
    if "HX-Request" in request.headers and row.state != IssueState.SENDING:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return page(request, row)


@only(permissions.READ)
def preview_mail(request: AccountRequest, pk: int) -> HttpResponse:
    row = found(pk)
    with translation.override(row.language):
        answer = HttpResponse(mail.html(signed(row), _nowhere()))
    answer.headers["Content-Security-Policy"] = LETTER_POLICY
    return answer


@only(permissions.READ)
def preview_text(request: AccountRequest, pk: int) -> HttpResponse:
    row = found(pk)
    with translation.override(row.language):
        text = plain.text(signed(row), _nowhere())
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@only(permissions.READ)
def preview_paper(request: AccountRequest, pk: int) -> HttpResponse:
    size = "a5" if request.GET.get("kho") == "a5" else "a4"
    return paper(found(pk), size, f"xem-truoc-{size}.pdf")


def found(pk: int) -> Issue:
    """The issue; the newsletter is one, whoever may read it reads all of it."""
    return get_object_or_404(Issue.objects.select_related("made_by", "approved_by"), pk=pk)


def page(request: AccountRequest, row: Issue, **given: Form) -> HttpResponse:
    """The page of an issue, with the form that was refused in its place."""
    is_sender, is_composer = (
        may(request, permissions.SEND),
        may(request, permissions.COMPOSE),
    )
    context: dict[str, Any] = {
        "issue": row,
        "tone": TONES[row.state],  # type: ignore[index]
        "facts": _facts(row),
        "picks": issues.picks(row),
        "said": content(row),
        "progress": progress(row) if row.state in BEGUN or row.sends_at else None,
        "may_compose": is_composer and rules.may(rules.REVISE, row.state),
        "may_try": is_sender or is_composer,
        "may_send": is_sender,
        "is_own": request.user.pk in {row.made_by_id, *row.writers},
        **{f"can_{step}": _can(step, row, is_sender, is_composer) for step in STEPS},
    }
    context["returning"] = given.get("returning", forms.Returning(auto_id="back_%s"))
    context["sending"] = given.get("sending", forms.Sending(auto_id="send_%s"))
    first = {"rate": row.rate}
    context["rating"] = given.get("rating", forms.Rate(initial=first, auto_id="rate_%s"))
    return render(request, "newsletter/work.html", context)


def _can(step: str, row: Issue, is_sender: bool, is_composer: bool) -> bool:
    is_theirs = is_composer if step == rules.HAND_IN else is_sender
    return is_theirs and rules.may(step, row.state)


def _facts(row: Issue) -> list[Fact]:
    said: list[Fact] = [
        (_("Số"), row.number or _("có khi được duyệt")),
        (_("Ngôn ngữ"), row.get_language_display()),
        (_("Người soạn"), row.made_by.get_full_name() or row.made_by.username),
    ]
    if row.approved_by is not None:
        said.append((_("Người duyệt"), row.approved_by.get_full_name() or row.approved_by.username))
    for label, moment in (
        (_("Hẹn gửi lúc"), row.sends_at if not row.started_at else None),
        (_("Bắt đầu gửi lúc"), row.started_at),
        (_("Gửi xong lúc"), row.ended_at),
    ):
        if moment is not None:
            said.append((label, moment))
    return said


def _nowhere() -> Ways:
    archive = whole(reverse("newsletter:archive"))
    return Ways(archive, archive)
