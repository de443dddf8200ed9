"""Preparing a decision, signing it, and the decision that corrects one."""

from dataclasses import asdict

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from vungcao.kernel.calendar import clock
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.documents import queries as documents
from vungcao.systems.onestop import permissions
from vungcao.systems.onestop.forms import papers as forms
from vungcao.systems.onestop.models import Decision, Dossier
from vungcao.systems.onestop.queries import papers as reads
from vungcao.systems.onestop.services import correcting, deciding, listed
from vungcao.systems.onestop.views.papers import found
from vungcao.web.access import only
from vungcao.web.drafts import drafted
from vungcao.web.facts import Fact
from vungcao.web.forms import Form
from vungcao.web.http import AccountRequest


@only(permissions.WORK)
@drafted(forms.Prepare)
def new(request: AccountRequest, pk: int) -> HttpResponse:
    shown = found(request, pk)
    action = reads.action(shown, "prepare", request.user, request.today)
    if action is None:
        messages.error(
            request, _("Hồ sơ không ở bước soạn quyết định, hoặc bước này của người khác.")
        )
        return redirect("onestop:papers", pk)
    first = asdict(reads.suggested(shown, action, request.today)) | {"seen": shown.case.version}
    form = forms.Prepare(request.POST or None, initial=first)
    if form.is_valid() and _prepare(request, shown, action.code, form):
        messages.success(request, _("Đã soạn quyết định và trình ký."))
        return redirect("onestop:papers", pk)
    lines = listed.read_lines(dossier=shown, by=request.user)
    context = {"form": form, "dossier": shown, "lines": lines}
    return render(request, "onestop/papers_prepare.html", context)


def _prepare(request: AccountRequest, shown: Dossier, code: str, form: forms.Prepare) -> bool:
    """Whether it was done; else the form says why not."""
    try:
        deciding.prepare(
            dossier=shown,
            action=code,
            wording=form.wording,
            now=clock.now(),
            by=request.user,
            seen=form.cleaned_data["seen"],
        )
    except RuleBroken as broken:
        _add(form, broken)
        return False
    return True


@only(permissions.SIGN)
def sign(request: AccountRequest, pk: int) -> HttpResponse:
    """What will happen, and the signature."""
    decision = _found(request, pk)
    shown = found(request, decision.dossier_id)
    action = reads.action(shown, "sign", request.user, request.today)
    form = forms.Sign(request.POST or None, initial={"seen": shown.case.version})
    if action is not None and form.is_valid() and _sign(request, decision, action.code, form):
        return redirect("onestop:papers", shown.pk)
    context = {
        "form": form,
        "dossier": shown,
        "decision": decision,
        "lines": listed.read_lines(dossier=shown, by=request.user),
        "facts": _facts(decision, shown),
        "wording": _wording(decision),
        "may_sign": action is not None and decision.signed_at is None,
    }
    return render(request, "onestop/papers_sign.html", context)


def _facts(decision: Decision, shown: Dossier) -> list[Fact]:
    document = decision.document
    return [
        (_("Thủ tục"), shown.version.name),
        (_("Cơ quan ban hành"), document.issuer_name),
        (_("Người ký"), document.signer_name),
        (_("Chức vụ người ký"), ", ".join(document.signer_post.splitlines())),
    ]


def _wording(decision: Decision) -> list[str]:
    """What whoever signs puts their name to, paragraph by paragraph."""
    (words,) = documents.words([decision.document])
    parts = (words.subject, words.values.get("bases", ""), words.values.get("body", ""))
    return [line for part in parts for line in str(part).splitlines() if line.strip()]


def _sign(request: AccountRequest, decision: Decision, code: str, form: forms.Sign) -> bool:
    """Whether it was signed; else the form says what stands against it."""
    seen = form.cleaned_data["seen"]
    try:
        made = deciding.sign(
            decision=decision, action=code, now=clock.now(), by=request.user, seen=seen
        )
    except RuleBroken as broken:
        _add(form, broken)
        return False
    said = {"number": made.document.number, "count": made.effects}
    done = _("Đã ký quyết định %(number)s.")
    if made.effects:
        done = _("Đã ký quyết định %(number)s và ghi %(count)d thay đổi vào sổ.")
    messages.success(request, done % said)
    return True


@only(permissions.SIGN)
def correct(request: AccountRequest, pk: int) -> HttpResponse:
    decision = _found(request, pk)
    shown = found(request, decision.dossier_id)
    if not reads.may_correct(decision, request.user, request.today):
        messages.error(request, _("Chỉ người ký ở cơ quan đã ban hành mới sửa được quyết định."))
        return redirect("onestop:papers", shown.pk)
    form = _correction(request, decision, shown)
    if form.is_valid():
        try:
            made = correcting.correct(
                decision=decision, correction=form.correction, now=clock.now(), by=request.user
            )
        except RuleBroken as broken:
            _add(form, broken)
        else:
            said = {"number": made.document.number}
            messages.success(request, _("Đã ký quyết định sửa số %(number)s.") % said)
            return redirect("onestop:papers", shown.pk)
    context = {"form": form, "dossier": shown, "document": decision.document}
    return render(request, "onestop/papers_correct.html", context)


def _correction(request: AccountRequest, decision: Decision, shown: Dossier) -> forms.Correct:
    """Whom it may take out; place and signer as in the decision that it corrects."""
    lines = listed.read_lines(dossier=shown, by=request.user)
    before = decision.document
    (words,) = documents.words([before])
    return forms.Correct(
        request.POST or None,
        persons={one.subject: f"{one.position}. {one.name}" for one in lines.granted},
        reasons=reads.reasons(shown, request.today),
        initial={
            "place": words.values.get("place", ""),
            "signer_post": before.signer_post,
            "signer_name": before.signer_name,
        },
    )


def _found(request: AccountRequest, pk: int) -> Decision:
    """A decision of a dossier in which the account takes part."""
    rows = Decision.objects.filter(dossier__in=Dossier.objects.visible_to(request.user))
    return get_object_or_404(rows.select_related("document__issuer", "dossier"), pk=pk)


def _add(form: Form, broken: RuleBroken) -> None:
    form.add_error(None, ValidationError(str(broken).splitlines()))
