"""Documents of the office: looking through, writing, reading one."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from vungcao.kernel.access.queries import reach
from vungcao.kernel.access.roles import Permission
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.documents import editable, printing, queries
from vungcao.kernel.documents.models import Document, DocumentState
from vungcao.kernel.documents.services import drafting
from vungcao.kernel.offers.publications import DocumentTemplate, document_templates
from vungcao.kernel.organisations import queries as organisations
from vungcao.systems.administration import permissions
from vungcao.systems.administration.forms import documents as forms
from vungcao.systems.administration.queries import documents as reads
from vungcao.systems.administration.queries.numbers import held
from vungcao.systems.administration.views import portraits
from vungcao.systems.administration.views.document_table import table
from vungcao.web.access import only
from vungcao.web.drafts import drafted
from vungcao.web.forms import Form
from vungcao.web.http import AccountRequest
from vungcao.web.tables import answer


@only(permissions.READ_DOCUMENTS)
def browse(request: AccountRequest) -> HttpResponseBase:
    filters = forms.Filters(request.GET)
    filters.full_clean()
    wanted = reads.Wanted(**filters.cleaned_data)
    context = {
        "filters": filters,
        "templates": _templates() if _may(request, permissions.WRITE_DOCUMENTS) else [],
    }
    shown = table(request.today, is_narrowed=wanted != reads.Wanted())
    rows = reads.matching(request.user, wanted)
    return answer(request, shown, rows, "administration/documents.html", context)


@only(permissions.READ_DOCUMENTS)
def document(request: AccountRequest, code: str) -> HttpResponse:
    return page(request, get_object_or_404(queries.documents(request.user), code=code))


def page(request: AccountRequest, shown: Document, **refused: Form) -> HttpResponse:
    """A document with what can be done next; a step that was refused keeps what was typed."""
    words = queries.words([shown])[0]
    context = {
        "document": shown,
        "became": reads.became([shown], request.today).get(shown.code, ""),
        "words": words,
        "facts": portraits.document(
            shown,
            words,
            bases=shown.bases.select_related("citation").order_by("position"),
            acts_on=shown.acts_on.select_related("target").order_by("pk"),
            touched_by=shown.touched_by.select_related("document").order_by("pk"),
        ),
        "versions": queries.versions(shown),
        **steps(request, shown),
        **refused,
    }
    return render(request, "administration/document.html", context)


def steps(request: AccountRequest, shown: Document) -> dict[str, Any]:
    """The forms of what this account may do next with a document in this state."""
    user, day = request.user, request.today
    writes = reads.acts_for(user, permissions.WRITE_DOCUMENTS, shown, day)
    signs = reads.acts_for(user, permissions.SIGN_DOCUMENTS, shown, day)
    today = forms.day(request.today)
    keys = {key.pk: key.holder for key in queries.keys(request.user, shown, request.today)}
    state = shown.state
    found: dict[str, Any] = {
        "may_write": writes and state == DocumentState.DRAFT,
        "may_sign": signs
        and shown.is_numbered
        and state in (DocumentState.NUMBERED, DocumentState.ISSUED),
        "has_key": bool(keys),
        "waits_for_leader": writes and not signs and state == DocumentState.NUMBERED,
        "sign": forms.Sign(keys=keys),
    }
    if writes and state == DocumentState.DRAFT and shown.is_numbered:
        found["number"] = forms.Number(initial={"issued_on": today}, held=held(shown))
    if writes and state == DocumentState.NUMBERED:
        found["cancel"] = forms.Reason()
    if signs and state == DocumentState.ISSUED:
        found["revoke"] = forms.Revoke(initial={"on": today}, auto_id="revoke_%s")
        found["relate"] = forms.Relate(initial={"effective_on": today}, auto_id="relate_%s")
    return found


@only(permissions.WRITE_DOCUMENTS)
@drafted(forms.Write, also=("value_",))
def write(request: AccountRequest, template: str) -> HttpResponse:
    offered = _template(template)
    issuers = reads.issuers(request.user, permissions.WRITE_DOCUMENTS, offered.kind, request.today)
    names = organisations.called([body.pk for body in issuers], request.today)
    form = forms.Write(request.POST or None, form=offered, issuers=names)
    if form.is_valid():
        pk = form.cleaned_data["issuer"]
        try:
            made = drafting.draft(
                issuer=issuers.get(pk=pk),
                issuer_name=names[pk],
                template=template,
                text=form.text,
                by=request.user,
            )
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, _("Đã lưu dự thảo."))
            return redirect("administration:document", made.code)
    context = {"form": form, "template": offered, "has_issuer": bool(names)}
    return render(request, "administration/document_write.html", context)


@only(permissions.WRITE_DOCUMENTS)
@drafted(forms.Write, also=("value_",))
def revise(request: AccountRequest, code: str) -> HttpResponse:
    shown = own_document(request, permissions.WRITE_DOCUMENTS, code)
    offered = document_templates.get(shown.template)
    names = {shown.issuer_id: shown.issuer_name}
    form = forms.Write(request.POST or None, form=offered, issuers=names, initial=_initial(shown))
    if form.is_valid():
        try:
            drafting.revise(document=shown, text=form.text, by=request.user)
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, _("Đã lưu dự thảo."))
            return redirect("administration:document", code)
    context = {"form": form, "template": offered, "document": shown, "has_issuer": True}
    return render(request, "administration/document_write.html", context)


@only(permissions.READ_DOCUMENTS)
def preview(request: AccountRequest, code: str) -> HttpResponse:
    """A proof as the paper would look today; the kept papers are files of their own."""
    shown = get_object_or_404(queries.documents(request.user), code=code)
    try:
        pdf = printing.printed(shown, request.today).pdf
    except RuleBroken as broken:
        return _erased(request, code, broken)
    return _sent(pdf, "application/pdf", f"{code}.pdf")


@only(permissions.READ_DOCUMENTS)
def copy(request: AccountRequest, code: str) -> HttpResponse:
    shown = get_object_or_404(queries.documents(request.user), code=code)
    try:
        made = editable.docx(shown, request.today)
    except RuleBroken as broken:
        return _erased(request, code, broken)
    return _sent(made, editable.MEDIA_TYPE, f"{code}.docx")


def _erased(request: AccountRequest, code: str, broken: RuleBroken) -> HttpResponse:
    messages.error(request, str(broken))
    return redirect("administration:document", code)


def own_document(request: AccountRequest, permission: Permission, code: str) -> Document:
    """The document, for those who act in the name of its office; others are refused."""
    shown = get_object_or_404(queries.documents(request.user), code=code)
    if not reads.acts_for(request.user, permission, shown, request.today):
        raise PermissionDenied
    return shown


def _sent(content: bytes, media_type: str, name: str) -> HttpResponse:
    way = "inline" if name.endswith(".pdf") else "attachment"
    headers = {"Content-Disposition": f'{way}; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=media_type, headers=headers)


def _templates() -> list[tuple[str, DocumentTemplate]]:
    return [(name, one) for name, one in sorted(document_templates.items()) if one.is_written]


def _template(name: str) -> DocumentTemplate:
    found = dict(_templates())
    if name not in found:
        raise Http404
    return found[name]


def _initial(shown: Document) -> dict[str, Any]:
    words = queries.words([shown])[0]
    names = ("is_subject_public", "signer_post", "signer_name")
    return {
        **{f"value_{name}": text for name, text in words.values.items()},
        **{name: getattr(shown, name) for name in names},
        **{name: forms.day(getattr(shown, name)) for name in ("valid_from", "valid_until")},
        "subject": words.subject,
        "bases": list(shown.bases.values_list("citation", flat=True)),
        "issuer": shown.issuer_id,
    }


def _may(request: AccountRequest, permission: Permission) -> bool:
    return bool(reach(request.user, request.today, permission))
