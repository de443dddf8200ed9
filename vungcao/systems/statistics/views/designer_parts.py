"""One part of a form on a page of its own: filled in, tried on the table, kept."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vungcao.systems.statistics import permissions
from vungcao.systems.statistics.forms.design_cells import CellForm
from vungcao.systems.statistics.forms.design_checks import CheckForm
from vungcao.systems.statistics.forms.design_parts import (
    ColumnForm,
    Drawn,
    PartForm,
    RowForm,
    TableForm,
)
from vungcao.systems.statistics.models import FormState, FormVersion
from vungcao.systems.statistics.queries.design_choices import choices
from vungcao.systems.statistics.rules import definition, designing
from vungcao.systems.statistics.rules.cell_names import Namer
from vungcao.systems.statistics.rules.designing import Spot
from vungcao.systems.statistics.rules.formula_text import FUNCTIONS
from vungcao.systems.statistics.rules.layout import HEADING, Layout
from vungcao.systems.statistics.services import publishing
from vungcao.systems.statistics.views.acting import attempt
from vungcao.systems.statistics.views.design_shown import preview
from vungcao.systems.statistics.views.designs import found
from vungcao.web.access import only
from vungcao.web.http import AccountRequest

LOOK = "look"  # the name of the button that only shows
BY_SCRIPT = "HX-Request"
FORMS: dict[str, type[PartForm]] = {
    designing.SECTION: TableForm,
    designing.COLUMN: ColumnForm,
    designing.ROW: RowForm,
    designing.CELL: CellForm,
    designing.CHECK: CheckForm,
}
TITLES: dict[str, tuple[Promise, Promise]] = {
    designing.SECTION: (_("Thêm bảng"), _("Sửa bảng")),
    designing.COLUMN: (_("Thêm cột"), _("Sửa cột")),
    designing.ROW: (_("Thêm dòng"), _("Sửa dòng")),
    designing.CELL: (_("Thêm ô riêng"), _("Sửa ô riêng")),
    designing.CHECK: (_("Thêm kiểm tra"), _("Sửa kiểm tra")),
}


@only(permissions.DESIGN)
def part(request: AccountRequest, pk: int, spot: str) -> HttpResponse:
    """Nothing is kept by trying; what is wrong with this part is said beside its field."""
    shown = drafted(pk)
    drawn = _drawn(shown, spot)
    data = request.POST if request.method == "POST" else None
    form = FORMS[drawn.spot.kind](data, drawn=drawn, seen=shown.draft_version)
    is_tried = LOOK in request.POST
    if form.is_valid() and not is_tried and _kept(request, shown, form):
        messages.success(request, _("Đã lưu."))
        return redirect(f"{design_page(pk)}?o={form.at}#{anchor(form.at)}")
    status = 422 if form.errors and not is_tried else 200
    asked = {"is_asked": BY_SCRIPT in request.headers}
    context = {"form": form, "version": shown, **_around(drawn, form), **asked}
    return render(request, "statistics/design_part.html", context, status=status)


def drafted(pk: int) -> FormVersion:
    """A draft; what was published is not drawn any more."""
    shown = found(pk)
    if shown.state != FormState.DRAFT:
        raise Http404
    return shown


def design_page(pk: int) -> str:
    return reverse("statistics:form-design", args=[pk])


def anchor(spot: Spot) -> str:
    """The list in which the part stands on the page of the form."""
    return str(spot).rstrip("0123456789") or "s"


def _drawn(shown: FormVersion, text: str) -> Drawn:
    """The part of an address. Raises 404 when there is none."""
    spot = Spot.read(text)
    layout, _faults = definition.sketch(shown.definition)
    if spot is None or (spot.kind not in FREE and spot.section >= len(layout.sections)):
        raise Http404
    drawn = Drawn(shown.definition, spot, layout, choices(shown.valid_from))
    try:
        known = drawn.table.get("cells", {}) if spot.kind == designing.CELL else drawn.part
    except (IndexError, KeyError):
        raise Http404 from None
    if spot.kind == designing.CELL and not spot.is_new and (spot.place or 0) >= len(known):
        raise Http404
    return drawn


FREE = frozenset({designing.SECTION, designing.CHECK})


def _kept(request: AccountRequest, shown: FormVersion, form: PartForm) -> bool:
    kept = attempt(
        form,
        lambda: publishing.revise(
            version=shown, sketch=form.made, seen=form.cleaned_data["seen"], by=request.user
        ),
    )
    return kept is not None


def _around(drawn: Drawn, form: PartForm) -> dict[str, Any]:
    """What stands beside the fields: the table as it would be, the formula in words, names."""
    kind = drawn.spot.kind
    titles = TITLES[kind]
    at = form.at.section
    has_table = kind not in FREE and at < len(form.layout.sections)
    return {
        "part_title": titles[0] if drawn.spot.is_new else titles[1],
        "about": drawn.table.get("title", "") if kind not in FREE else drawn.part.get("title", ""),
        "preview": preview(form.layout, at) if has_table else None,
        "in_words": getattr(form, "in_words", ""),
        "functions": FUNCTIONS.values() if kind != designing.SECTION else (),
        "names": _names(drawn, form.layout),
        "anchor": anchor(drawn.spot),
    }


def _names(drawn: Drawn, layout: Layout) -> dict[str, list[str]]:
    """What may stand in brackets, as it may be copied into a formula."""
    if drawn.spot.kind == designing.SECTION:
        return {}
    sections = layout.sections
    if drawn.spot.kind != designing.CHECK:
        sections = sections[drawn.spot.section : drawn.spot.section + 1]
    namer = Namer.of(layout)
    rows = [one.code for part in sections for one in part.rows if one.kind != HEADING]
    columns = dict.fromkeys(one.code for part in sections for one in part.columns)
    return {
        "columns": [namer.columns.name(code) for code in columns],
        "rows": [namer.rows.name(code) for code in rows],
    }
