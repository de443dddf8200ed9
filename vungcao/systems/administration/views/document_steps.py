"""The steps of a document: thrown away, numbered, signed, revoked, replacing another."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vungcao.kernel.calendar import clock
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.documents import queries, rules
from vungcao.kernel.documents.models import Document, RelationKind
from vungcao.kernel.documents.services import drafting, issuing, numbering
from vungcao.systems.administration import permissions
from vungcao.systems.administration.forms import documents as forms
from vungcao.systems.administration.queries.numbers import held
from vungcao.systems.administration.views.documents import own_document, page
from vungcao.web.access import only
from vungcao.web.forms import Form
from vungcao.web.http import AccountRequest


@require_POST
@only(permissions.WRITE_DOCUMENTS)
def discard(request: AccountRequest, code: str) -> HttpResponse:
    shown = own_document(request, permissions.WRITE_DOCUMENTS, code)
    try:
        drafting.discard(document=shown, by=request.user)
    except RuleBroken as broken:
        messages.error(request, str(broken))
        return redirect("administration:document", code)
    messages.success(request, _("Đã bỏ dự thảo."))
    return redirect("administration:documents")


@require_POST
@only(permissions.WRITE_DOCUMENTS)
def number(request: AccountRequest, code: str) -> HttpResponse:
    shown = own_document(request, permissions.WRITE_DOCUMENTS, code)
    kept = held(shown)
    form = forms.Number(request.POST, held=kept)

    def step() -> str:
        said = form.cleaned_data
        made = numbering.number(
            document=shown,
            issued_on=said["issued_on"],
            today=request.today,
            by=request.user,
            reserved=kept.get(said.get("reserved") or 0),
            reason=said["reason"],
        )
        return _("Đã cấp số %s.") % made.number

    return _done(request, shown, form, step, name="number")


@require_POST
@only(permissions.WRITE_DOCUMENTS)
def cancel(request: AccountRequest, code: str) -> HttpResponse:
    shown = own_document(request, permissions.WRITE_DOCUMENTS, code)
    form = forms.Reason(request.POST)

    def step() -> str:
        entry = queries.entry(shown)
        if entry is None:
            raise RuleBroken(_("Văn bản này chưa có số."))
        numbering.cancel_number(entry=entry, reason=form.cleaned_data["reason"], by=request.user)
        return _("Đã huỷ số; văn bản trở lại dự thảo.")

    return _done(request, shown, form, step, name="cancel")


@require_POST
@only(permissions.SIGN_DOCUMENTS)
def sign(request: AccountRequest, code: str) -> HttpResponse:
    shown = own_document(request, permissions.SIGN_DOCUMENTS, code)
    keys = {key.pk: key for key in queries.keys(request.user, shown, request.today)}
    form = forms.Sign(request.POST, keys={pk: key.holder for pk, key in keys.items()})

    def step() -> str:
        key = keys[form.cleaned_data["key"]]
        issuing.sign(document=shown, key=key, now=clock.now(), by=request.user)
        return _("Đã ký số văn bản %s.") % shown.number

    return _done(request, shown, form, step, name="sign")


@require_POST
@only(permissions.SIGN_DOCUMENTS)
def revoke(request: AccountRequest, code: str) -> HttpResponse:
    shown = own_document(request, permissions.SIGN_DOCUMENTS, code)
    form = forms.Revoke(request.POST, auto_id="revoke_%s")

    def step() -> str:
        issuing.revoke(document=shown, today=request.today, by=request.user, **form.cleaned_data)
        return _("Đã thu hồi văn bản %s.") % (shown.number or rules.in_fours(shown.code))

    return _done(request, shown, form, step, name="revoke")


@require_POST
@only(permissions.SIGN_DOCUMENTS)
def relate(request: AccountRequest, code: str) -> HttpResponse:
    shown = own_document(request, permissions.SIGN_DOCUMENTS, code)
    form = forms.Relate(request.POST, auto_id="relate_%s")

    def step() -> str:
        said = form.cleaned_data
        target = queries.documents(request.user).filter(code=rules.normal_code(said["target"]))
        issuing.relate(
            document=shown,
            target=_one(target.first()),
            kind=RelationKind(said["kind"]),
            effective_on=said["effective_on"],
            by=request.user,
        )
        return _("Đã ghi quan hệ giữa hai văn bản.")

    return _done(request, shown, form, step, name="relate")


def _one(found: Document | None) -> Document:
    if found is None:
        raise RuleBroken(_("Không tìm thấy văn bản có mã này trong phạm vi của chị/anh."))
    return found


def _done(
    request: AccountRequest, shown: Document, form: Form, step: Callable[[], str], *, name: str
) -> HttpResponse:
    """Take the step and say so on the document's page; refused, its form says what is wrong."""
    if form.is_valid():
        try:
            messages.success(request, step())
        except RuleBroken as broken:
            form.add_error(None, str(broken))
    if form.errors:
        return page(request, shown, **{name: form})
    return redirect("administration:document", shown.code)
