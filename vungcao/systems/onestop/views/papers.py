"""The papers of a dossier: the list, one as PDF, the control sheet, the whole as a ZIP."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vungcao.kernel.calendar import clock
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.files.storage import StoreFailed
from vungcao.kernel.vault.services import KeyDestroyed
from vungcao.systems.onestop import permissions
from vungcao.systems.onestop.models import Decision, Dossier, WrittenForm
from vungcao.systems.onestop.queries import papers as reads
from vungcao.systems.onestop.queries.ways import is_of
from vungcao.systems.onestop.services import case_file, papers
from vungcao.web.access import only
from vungcao.web.context import grants_of
from vungcao.web.http import AccountRequest

ERASED = _("Nội dung giấy này đã xoá theo yêu cầu, không mở được nữa.")


def found(request: AccountRequest, pk: int) -> Dossier:
    """A dossier in which the account takes part."""
    return get_object_or_404(reads.dossiers(request.user), pk=pk)


@only(permissions.READ_DOSSIERS)
def browse(request: AccountRequest, pk: int) -> HttpResponse:
    shown = found(request, pk)
    decisions = reads.decisions(shown)
    grants = grants_of(request.user)
    context = {
        "dossier": shown,
        "forms": reads.written(shown),
        "decisions": decisions,
        "may_prepare": reads.action(shown, "prepare", request.user, request.today),
        "may_sign": reads.action(shown, "sign", request.user, request.today),
        "may_correct": any(
            reads.may_correct(one, request.user, request.today)
            for one in decisions
            if one.signed_at and one.pk not in {other.corrects_id for other in decisions}
        ),
        "may_export": any(grant.role in permissions.EXPORT_FILE for grant in grants),
        "may_control": _works_at(request, shown),
    }
    return render(request, "onestop/papers_list.html", context)


@only(permissions.READ_DOSSIERS)
def paper(request: AccountRequest, pk: int) -> HttpResponse:
    rows = WrittenForm.objects.filter(dossier__in=Dossier.objects.visible_to(request.user))
    form = get_object_or_404(rows, pk=pk)
    name = f"mau-{form.form}-{form.pk}.pdf"
    return _pdf(request, found(request, form.dossier_id), form.document_id, name)


@only(permissions.READ_DOSSIERS)
def decision_paper(request: AccountRequest, pk: int) -> HttpResponse:
    rows = Decision.objects.filter(dossier__in=Dossier.objects.visible_to(request.user))
    decision = get_object_or_404(rows.filter(signed_at__isnull=False), pk=pk)
    name = f"quyet-dinh-{decision.pk}.pdf"
    return _pdf(request, found(request, decision.dossier_id), decision.document_id, name)


@require_POST
@only(permissions.WORK)
def control(request: AccountRequest, pk: int) -> HttpResponse:
    """Form 06 as the dossier stands now."""
    shown = found(request, pk)
    try:
        if not _works_at(request, shown):
            raise RuleBroken(papers.NOT_HELD)
        papers.print_control(dossier=shown, now=clock.now(), by=request.user)
    except RuleBroken as broken:
        messages.error(request, str(broken))
    else:
        messages.success(request, _("Đã lập phiếu kiểm soát quá trình."))
    return redirect("onestop:papers", pk)


@only(permissions.EXPORT_FILE)
def export(request: AccountRequest, pk: int) -> HttpResponse:
    shown = found(request, pk)
    content = case_file.export_file(dossier=shown, now=clock.now(), by=request.user)
    name = f"ho-so-{shown.case.code}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type="application/zip", headers=headers)


def _works_at(request: AccountRequest, shown: Dossier) -> bool:
    """Whether the account works at the body that holds a dossier, not above it."""
    grants = [(grant.role, grant.scope) for grant in grants_of(request.user)]
    return is_of(grants, permissions.WORK, shown.case.scope)


def _pdf(request: AccountRequest, dossier: Dossier, document: int, name: str) -> HttpResponse:
    try:
        content = papers.open_paper(document=document, dossier=dossier, by=request.user)
    except (KeyDestroyed, StoreFailed):
        return HttpResponse(ERASED, status=410, content_type="text/plain; charset=utf-8")
    headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
