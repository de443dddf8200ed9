"""Procedures for the office: all versions, and one version with its process and proofs."""

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from vungcao.kernel.access.queries import reach
from vungcao.kernel.access.roles import Permission
from vungcao.systems.onestop import permissions
from vungcao.systems.onestop.forms.procedures import Versions
from vungcao.systems.onestop.models import ProcedureVersion
from vungcao.systems.onestop.queries import procedures as reads
from vungcao.systems.onestop.queries import versions
from vungcao.systems.onestop.rules import outline, wording
from vungcao.systems.onestop.services import publishing
from vungcao.systems.onestop.views import procedure_diagram as diagram
from vungcao.systems.onestop.views import procedure_parts as parts
from vungcao.systems.onestop.views import procedure_words as words
from vungcao.systems.onestop.views.procedure_table import VERSIONS
from vungcao.web.access import only
from vungcao.web.charts import show_lanes
from vungcao.web.facts import Fact, Said
from vungcao.web.http import AccountRequest
from vungcao.web.tables import answer


@only(permissions.READ_PROCEDURES)
def procedures(request: AccountRequest) -> HttpResponseBase:
    filters = Versions(request.GET)
    said = filters.cleaned_data if filters.is_valid() else {}
    found = reads.rows()
    if said.get("state"):
        found = found.filter(state=said["state"])
    if said.get("level"):
        found = found.filter(online_level=said["level"])
    if said.get("when"):
        found = found.valid_on(request.today)
    context = {"filters": filters, "may_import": may(request, permissions.PUBLISH)}
    return answer(request, VERSIONS, found, "onestop/procedures.html", context)


@only(permissions.READ_PROCEDURES)
def now(request: AccountRequest, code: str) -> HttpResponse:
    """The version of a procedure that counts today, or the newest one."""
    history = reads.history(code)
    if not history:
        raise Http404
    return redirect("onestop:version", (reads.counting(history, request.today) or history[0]).pk)


@only(permissions.READ_PROCEDURES)
def version(request: AccountRequest, pk: int) -> HttpResponse:
    """Everything of a version. Who designs writes a draft from here, row by row."""
    shown = found(pk)
    may_design = may(request, permissions.DESIGN)
    is_draft = shown.state == ProcedureVersion.Standing.DRAFT
    context = {
        **_process(shown, may_write=is_draft and may_design),
        "version": shown,
        "facts": _facts(shown),
        "public": words.facts(shown),
        "bases": words.bases(shown),
        "faults": publishing.faults(shown),
        "is_draft": is_draft,
        "may_design": may_design,
        "may_publish": may(request, permissions.PUBLISH),
        "is_open": not is_draft and shown.valid_until is None,
    }
    return render(request, "onestop/version.html", context)


def _process(shown: ProcedureVersion, *, may_write: bool) -> dict[str, object]:
    """Tables and outline of the process; of one that cannot be read the proofs say why."""
    if not shown.definition and not may_write:
        return {}
    try:
        process = versions.process(shown)
    except ValueError:
        return {}
    tables = parts.parts(process, shown.pk, may_write=may_write)
    return {
        "parts": tables,
        "jumps": parts.jumps(tables),
        "branches": outline.outline(process),
        "drawn": show_lanes("process", diagram.lanes(process)) if process.steps else None,
        "has_form": bool(process.groups),
    }


def found(pk: int) -> ProcedureVersion:
    rows = ProcedureVersion.objects.select_related("procedure", "basis", "published_by")
    return get_object_or_404(rows, pk=pk)


def may(request: AccountRequest, permission: Permission) -> bool:
    """Whether the account holds a right anywhere: versions are of no place."""
    return bool(reach(request.user, request.today, permission))


def _facts(shown: ProcedureVersion) -> list[Fact]:
    """What is of the version alone."""
    until = f"{shown.valid_until:%d/%m/%Y}" if shown.valid_until else _("chưa định")
    said: list[Fact] = [
        (_("Tình trạng"), shown.get_state_display()),
        (_("Có hiệu lực từ"), shown.valid_from),
        (_("Hết hiệu lực từ"), until),
        (_("Quyết định công bố"), shown.decision_number or "–"),
        (_("Văn bản quy định"), Said(citation=shown.basis)),
        (_("Nguồn của thời hạn"), shown.term_source or "–"),
        (_("Tổng thời hạn"), wording.term(shown.term_halves) or "–"),
    ]
    if shown.hash:
        said.append((_("Dấu của bản công bố"), shown.hash[:16]))
    return said
