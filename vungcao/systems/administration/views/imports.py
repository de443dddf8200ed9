"""The two imports: villages from a workbook, boundaries from GeoJSON; look first, then enter."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.units import imports
from vungcao.kernel.units import services as units
from vungcao.kernel.units.models import Kind
from vungcao.systems.administration import permissions, services
from vungcao.systems.administration.forms.imports import ANSWER, Boundaries, Villages
from vungcao.systems.administration.queries.imports import asked, by_commune
from vungcao.systems.administration.views import portraits
from vungcao.web.access import only
from vungcao.web.http import AccountRequest

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@only(permissions.CHANGE_UNITS)
def villages_template(request: AccountRequest) -> HttpResponse:
    """An empty workbook with the communes of today."""
    name = f"danh-sach-thon-{request.today:%Y-%m-%d}.xlsx"
    return HttpResponse(
        imports.template(request.today),
        content_type=XLSX,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@only(permissions.CHANGE_UNITS)
def villages(request: AccountRequest) -> HttpResponse:
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = Villages(*given, initial={"valid_from": request.today})
    if form.is_valid() and "enter" in request.POST:
        made = _entered(form, request)
        if made is not None:
            messages.success(request, _("Đã nhập %d thôn, bản, tổ dân phố.") % made)
            return redirect("administration:units")
    context = {"form": form, **(_villages_seen(form) if form.is_bound else {})}
    return render(request, "administration/import_villages.html", context)


@only(permissions.CHANGE_UNITS)
def boundaries(request: AccountRequest) -> HttpResponse:
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = Boundaries(*given, initial={"day": request.today})
    if form.is_valid() and "enter" in request.POST:
        stored = _stored(form, request)
        if stored is not None:
            messages.success(request, _("Đã nhập ranh giới của %d đơn vị.") % stored)
            return redirect("administration:units")
    context = {"form": form, **(_boundaries_seen(form) if form.is_bound else {})}
    return render(request, "administration/import_boundaries.html", context)


def _entered(form: Villages, request: AccountRequest) -> int | None:
    """How many villages were entered; none when the rules spoke against it."""
    said = form.cleaned_data
    try:
        made = services.import_villages(
            content=said["content"],
            answers=form.answers,
            basis=services.Basis(said["basis_number"], said["basis_title"]),
            valid_from=said["valid_from"],
            by=request.user,
        )
    except RuleBroken as broken:
        form.refuse(str(broken).splitlines())
        return None
    return len(made)


def _stored(form: Boundaries, request: AccountRequest) -> int | None:
    said = form.cleaned_data
    try:
        return services.import_boundaries(
            content=said["content"],
            kind=Kind(said["kind"]),
            day=said["day"],
            tolerance=form.degrees,
            origin=units.Origin(said["source"], said["rights"]),
            by=request.user,
        )
    except RuleBroken as broken:
        form.refuse(str(broken).splitlines())
        return None


def _villages_seen(form: Villages) -> dict[str, Any]:
    """What the file would enter, once there is a file and a day to read it on."""
    said = form.cleaned_data
    if not ("content" in said and said.get("valid_from")):
        return {}
    try:
        seen = imports.preview(said["content"], said["valid_from"], form.answers)
    except RuleBroken as broken:
        form.refuse(str(broken).splitlines())
        return {}
    open_names = {question.text for question in seen.questions}
    return {
        "seen": seen,
        "communes": by_commune(seen, said["valid_from"]),
        "questions": asked(seen, said["valid_from"]),
        "answered": [
            (f"{ANSWER}{text}", unit)
            for text, unit in form.answers.items()
            if text not in open_names
        ],
        "can_enter": seen.is_ready and form.is_valid(),
    }


def _boundaries_seen(form: Boundaries) -> dict[str, Any]:
    said = form.cleaned_data
    if not {"content", "day", "kind", "tolerance"} <= said.keys():
        return {}
    from vungcao.kernel.units import boundaries as coverages  # reads Shapely

    try:
        seen = coverages.read(
            said["content"], said["day"], kind=Kind(said["kind"]), tolerance=form.degrees
        )
    except RuleBroken as broken:
        form.refuse(str(broken).splitlines())
        return {}
    return {
        "seen": seen,
        "facts": [] if seen.problems else portraits.boundaries(seen),
        "can_enter": seen.is_ready and form.is_valid(),
    }
