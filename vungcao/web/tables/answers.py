"""The answer of a view that lists: the page, its table alone for htmx, or a file."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from vungcao.kernel.accounts.models import SavedView, User
from vungcao.kernel.accounts.services import views as services
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.web import exports
from vungcao.web.http import AccountRequest
from vungcao.web.tables import asking, showing
from vungcao.web.tables.asking import Asked
from vungcao.web.tables.columns import Column, Table
from vungcao.web.tables.lines import Rows

Columns: TypeAlias = Sequence[Column[Any]]
TARGET = "HX-Target"
PARTS = {"table", "table-rows"}  # what is brought anew, and what rows are added to
CHUNK = 1_000  # rows that are prepared together for a file


def answer(
    request: AccountRequest,
    table: Table[Any, Any],
    rows: Rows,
    template: str,
    context: Mapping[str, object],
) -> HttpResponseBase:
    """What is asked for of `rows`, which the caller has fetched through `visible_to`.

    `?format=xlsx` or `csv` is a file of all rows in the order and with the columns of the page;
    a request of htmx for the table gets the table; anything else gets the page. A form of the
    table's own, sent to the same address, saves what it shows under a name or removes that.
    Where the `filters` of the context are wrong, the whole page says so and lists nothing.
    """
    if keeps(request):
        return _keep(request, table)
    is_refused = bool(getattr(context.get("filters"), "errors", None))
    if is_refused and request.headers.get(TARGET) in PARTS:
        return HttpResponse(headers={"HX-Redirect": request.get_full_path(), "Vary": TARGET})
    asked = asking.read(table, request.GET)
    if asked.format in exports.TYPES and not is_refused:
        return _file(table, rows, asked, request.user)
    rows = rows.none() if is_refused else rows
    saved = SavedView.objects.visible_to(request.user).of(table.name)
    shown = showing.show(table, rows, request.GET, saved, request.path)
    if (part := request.headers.get(TARGET)) in PARTS:
        context = {"shown": shown, "is_added": part == "table-rows"}
        response = render(request, "components/table.html", context)
    else:
        response = render(request, template, {**context, "shown": shown})
    patch_vary_headers(response, (TARGET,))
    return response


def keeps(request: AccountRequest) -> bool:
    """Whether a form is one of the table's own, where the page has others."""
    return request.method == "POST" and not {"label", "remove"}.isdisjoint(request.POST)


def _file(table: Table[Any, Any], rows: Rows, asked: Asked, by: User) -> HttpResponseBase:
    columns = [column for column in asked.columns if column.is_exported]
    heads = [(column.key, str(column.label)) for column in columns]
    leaving = exports.List(table.name, str(table.label), heads)
    ordered = rows.order_by(*asking.terms(table, asked))
    return exports.export(leaving, _values(table, ordered, columns), asked.format, by=by)


def _values(table: Table[Any, Any], rows: Rows, columns: Columns) -> Iterator[Sequence[object]]:
    """By chunks from a cursor of the server: memory does not grow with the number of rows."""
    waiting: list[Any] = []
    for row in rows.iterator(chunk_size=CHUNK):
        waiting.append(row)
        if len(waiting) == CHUNK:
            yield from _read(table, waiting, columns)
            waiting = []
    yield from _read(table, waiting, columns)


def _read(table: Table[Any, Any], rows: list[Any], columns: Columns) -> Iterator[Sequence[object]]:
    for row in table.prepare(rows):
        yield [column.value(row) for column in columns]


def _keep(request: AccountRequest, table: Table[Any, Any]) -> HttpResponseBase:
    """Save the view that the address shows under a name, or remove one that was saved."""
    code = request.POST.get("remove", "")
    words = asking.kept(table, request.GET)
    try:
        if code:
            own = SavedView.objects.visible_to(request.user)
            services.remove_view(view=get_object_or_404(own, code=code), by=request.user)
            messages.success(request, _("Đã xoá cách xem."))
        else:
            label = request.POST.get("label", "")
            services.save_view(table=table.name, label=label, words=words, by=request.user)
            messages.success(request, _("Đã lưu cách xem."))
    except RuleBroken as broken:
        messages.error(request, str(broken))
    return redirect(f"{request.path}?{request.GET.urlencode()}")
