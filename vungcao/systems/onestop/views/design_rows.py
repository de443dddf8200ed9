"""The designer, row by row: what a process is made of is added, changed, moved, removed."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from vungcao.kernel.units.models import Unit
from vungcao.systems.onestop import permissions
from vungcao.systems.onestop.forms.design_row import RowForm
from vungcao.systems.onestop.forms.design_rows import FORMS
from vungcao.systems.onestop.models import ProcedureVersion
from vungcao.systems.onestop.queries import versions
from vungcao.systems.onestop.rules import editing
from vungcao.systems.onestop.rules.definition import Definition
from vungcao.systems.onestop.services import publishing, sampling
from vungcao.systems.onestop.views import procedure_parts as parts
from vungcao.systems.onestop.views.designing import attempt, fixed
from vungcao.systems.onestop.views.procedures import found
from vungcao.web.access import only
from vungcao.web.http import AccountRequest

MOVES = {"up": -1, "down": 1}


@only(permissions.DESIGN)
def new(request: AccountRequest, pk: int, part: str) -> HttpResponse:
    return _row(request, pk, part, None)


@only(permissions.DESIGN)
def edit(request: AccountRequest, pk: int, part: str, number: int) -> HttpResponse:
    """POST saves, or with `act` moves or removes the row."""
    return _row(request, pk, part, number)


def _row(request: AccountRequest, pk: int, part: str, number: int | None) -> HttpResponse:
    version = found(pk)
    if part not in FORMS:
        raise Http404
    if (elsewhere := fixed(request, version)) is not None:
        return elsewhere
    process = versions.process(version)
    if number is not None and number >= len(editing.rows(process, part)):
        raise Http404
    act = request.POST.get("act", "")
    sent = (request.POST, request.FILES) if request.POST else (None, None)
    form = FORMS[part](*sent, process=process, number=number, seen=version.draft_version)
    changed = _changed(form, process, part, number, act)
    if changed is not None and _saved(request, version, form, changed):
        messages.success(request, _("Đã lưu bản nháp."))
        return redirect(f"{_place(version)}#{part}")
    context = {
        "version": version,
        "form": form,
        "title": parts.titled(part, form.row),
        "is_new": number is None,
        "part": part,
    }
    return render(request, "onestop/design_row.html", context)


def _place(version: ProcedureVersion) -> str:
    return reverse("onestop:version", args=[version.pk])


def _changed(
    form: RowForm, process: Definition, part: str, number: int | None, act: str
) -> Definition | None:
    """The process after what was asked for; nothing where nothing was, or the form is refused."""
    if not form.is_bound:
        return None
    if number is not None and act in MOVES:
        return editing.moved(process, part, number, MOVES[act])
    if number is not None and act == "remove":
        return editing.removed(process, part, number)
    if not form.is_valid():
        return None
    return editing.put(process, part, number, form.made(), group=form.home)


def _saved(
    request: AccountRequest, version: ProcedureVersion, form: RowForm, changed: Definition
) -> bool:
    """Only over the draft that was looked at: `seen` comes from the page."""
    said = str(form.data.get("seen", ""))
    seen = int(said) if said.isdecimal() else -1
    file = form.cleaned_data.get("sample_file") if form.is_valid() else None

    def write() -> ProcedureVersion:
        if file is None:
            return publishing.revise(version=version, process=changed, seen=seen, by=request.user)
        code = form.cleaned_data["code"]
        laid = sampling.NewSample(code, file, file.name or "", _place_of(request))
        return sampling.lay_sample(
            version=version, process=changed, sample=laid, seen=seen, by=request.user
        )

    return attempt(form, write) is not None


def _place_of(request: AccountRequest) -> Unit:
    """Where the designer keeps what they write."""
    return Unit.objects.get(pk=int(request.user.reach[0].strip("/").rpartition("/")[2]))
