"""Headings and rows from a workbook into a table of a form: read, looked over, kept."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from vungcao.kernel.search.rules import folded
from vungcao.systems.statistics import permissions
from vungcao.systems.statistics.forms.design_paste import APART, LookOver, Paste
from vungcao.systems.statistics.models import FormVersion
from vungcao.systems.statistics.queries.design_choices import Choices, choices
from vungcao.systems.statistics.rules import designing, headings
from vungcao.systems.statistics.rules.designing import Said, Spot
from vungcao.systems.statistics.rules.headings import Block
from vungcao.systems.statistics.services import publishing
from vungcao.systems.statistics.views.acting import attempt
from vungcao.systems.statistics.views.designer_parts import design_page, drafted
from vungcao.web.access import only
from vungcao.web.http import AccountRequest

KEEP = "keep"  # the name of the button that takes everything over


@only(permissions.DESIGN)
def paste(request: AccountRequest, pk: int, spot: str) -> HttpResponse:
    """A block is read and shown; what is ticked then comes into the table."""
    shown = drafted(pk)
    at = Spot.read(spot)
    sections = shown.definition.get("sections", [])
    if at is None or at.kind != designing.SECTION or at.is_new or at.section >= len(sections):
        raise Http404
    known = choices(shown.valid_from)
    if KEEP in request.POST:
        return _taken(request, shown, at, known)
    form = Paste(request.POST or None, request.FILES or None, choices=known)
    if form.is_valid():
        return _page(
            request, shown, at, look=_proposed(shown, at, known, form.cleaned_data["block"])
        )
    return _page(request, shown, at, form=form, status=422 if form.errors else 200)


def _taken(request: AccountRequest, shown: FormVersion, at: Spot, known: Choices) -> HttpResponse:
    look = _look_over(shown, at, known, request.POST)
    if look.is_valid():
        made = _drawn(shown.definition, at, look)
        kept = attempt(
            look,
            lambda: publishing.revise(
                version=shown, sketch=made, seen=look.cleaned_data["seen"], by=request.user
            ),
        )
        if kept is not None:
            messages.success(request, _("Đã đưa tiêu đề và dòng vào bảng."))
            return redirect(f"{design_page(shown.pk)}#{at}")
    return _page(request, shown, at, look=look, status=422)


def _drawn(said: Said, at: Spot, look: LookOver) -> Said:
    """The table with what was taken, after what stands there or instead of it."""
    columns, rows = look.drawn()
    table = dict(said["sections"][at.section])
    is_instead = look.cleaned_data["how"] == "instead"
    for name, new in (("columns", columns), ("rows", rows)):
        before = [] if is_instead and new else table.get(name, [])
        table[name] = [*before, *new]
    there = {f"{row['code']}.{one['code']}" for row in table["rows"] for one in table["columns"]}
    cells = table.get("cells", {})
    table["cells"] = {name: one for name, one in cells.items() if name in there}
    return designing.put(said, at, table)[0]


def _look_over(shown: FormVersion, at: Spot, known: Choices, data: Any, **kwargs: Any) -> LookOver:
    table = shown.definition["sections"][at.section]
    taken = designing.row_codes(shown.definition)
    return LookOver(data, choices=known, table=table, taken=taken, **kwargs)


def _proposed(shown: FormVersion, at: Spot, known: Choices, block: Block) -> LookOver:
    """The block with codes and meanings; of an unsure one only those that are alike are offered."""
    first: dict[str, Any] = {
        "seen": shown.draft_version,
        "columns": len(block.heads),
        "rows": len(block.rows),
        "how": "add",
    }
    columns = [
        str(one.get("code", "")) for one in shown.definition["sections"][at.section]["columns"]
    ]
    for place, head in enumerate(block.heads):
        code = designing.proposed(head[-1], columns)
        columns.append(code)
        first |= {f"c{place}-head": APART.join(head), f"c{place}-code": code}
        first |= _meanings(f"c{place}", head, known)
    rows = designing.row_codes(shown.definition)
    for place, row in enumerate(block.rows):
        code = designing.proposed(row.label, rows)
        rows.append(code)
        said = {"label": row.label, "number": row.number, "level": row.level, "kind": row.kind}
        first |= {f"r{place}-{name}": one for name, one in {**said, "code": code}.items()}
        first |= _meanings(f"r{place}", (row.label,), known)
    return _look_over(shown, at, known, None, initial=first)


def _meanings(name: str, words: tuple[str, ...], known: Choices) -> dict[str, Any]:
    """An item where a name is one; an indicator by the other words."""
    items = {f"{code}={one.code}": one.name for code, _list, found in known.lists for one in found}
    found = [(word, headings.match(word, items)) for word in reversed(words)]
    item = next(((word, one.sure) for word, one in found if one.sure in items), ("", ""))
    if item[1] and folded(items[item[1]]) != folded(item[0]):
        item = ("", "")
    rest = [word for word in words if word != item[0]]
    indicators = {one.code: one.name for one in known.indicators}
    match = headings.match(" ".join(rest), indicators) if rest else headings.Match()
    return {
        f"{name}-take": True,
        f"{name}-item": item[1],
        f"{name}-indicator": match.sure,
        f"{name}-likely": match.likely,
        f"{name}-unsure": bool(match.likely and not match.sure),
    }


def _page(
    request: AccountRequest,
    shown: FormVersion,
    at: Spot,
    *,
    form: Paste | None = None,
    look: LookOver | None = None,
    status: int = 200,
) -> HttpResponse:
    table = shown.definition["sections"][at.section]
    said = {"form": form, "look": look, "version": shown, "about": table.get("title", "")}
    return render(request, "statistics/design_paste.html", {**said, "spot": at}, status=status)
