"""Reading a list of prestigious persons, and giving the register away."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from vungcao.systems.prestige import permissions
from vungcao.systems.prestige.forms.imports import Giving, ListFile
from vungcao.systems.prestige.rules.columns import COLUMNS, EXPORTED
from vungcao.systems.prestige.services.exporting import export_register
from vungcao.systems.prestige.services.importing import Preview
from vungcao.systems.prestige.views.import_desk import Desk
from vungcao.web import exports
from vungcao.web.access import only
from vungcao.web.exports import sheets
from vungcao.web.http import AccountRequest

XLSX = exports.TYPES["xlsx"]
NAMED = 5  # decisions that are led to one by one


@only(permissions.IMPORT_REGISTER)
def import_list(request: AccountRequest) -> HttpResponseBase:
    form = ListFile(*((request.POST, request.FILES) if request.method == "POST" else ()))
    desk = Desk(form, request)
    if "enter" in request.POST and (done := desk.enter()):
        messages.success(request, format_html("{} {}", told(done), led(done, request.today)))
        return redirect("prestige:import")
    desk.look()
    if desk.seen and (kind := request.POST.get("list", "")) in exports.TYPES:
        return _faults(desk.seen, kind, request)
    response = render(request, "prestige/import.html", desk.context())
    response.headers["Cache-Control"] = "no-store"
    return response


@only(permissions.IMPORT_REGISTER)
def import_template(request: AccountRequest) -> HttpResponse:
    """An empty workbook with the lists of today."""
    from vungcao.systems.prestige.queries.import_template import template  # reads openpyxl

    content = template(request.today, request.user)
    return _file(content, f"mau-nguoi-co-uy-tin-{request.today:%Y-%m-%d}.xlsx")


@only(permissions.IMPORT_REGISTER)
def export(request: AccountRequest) -> HttpResponse:
    given = (request.POST,) if request.method == "POST" else ()
    form = Giving(*given, today=request.today)
    if form.is_valid():
        said = form.cleaned_data
        lines = export_register(day=said["day"], with_ended=said["with_ended"], by=request.user)
        heads = [COLUMNS[name].label for name in EXPORTED]
        content = b"".join(sheets.written(heads, lines))
        return _file(content, f"so-nguoi-co-uy-tin-{said['day']:%Y-%m-%d}.xlsx")
    return render(request, "prestige/export.html", {"form": form})


def told(done: Preview) -> str:
    """What an import did, in one sentence."""
    if done.is_known:
        return _("Không có gì mới: %(same)d dòng đã có trong sổ, không đổi.") % {
            "same": done.unchanged
        }
    sentence = _(
        "Đã nhập %(new)d người theo %(decisions)d quyết định, sửa %(changed)d dòng;"
        " %(same)d dòng không đổi."
    )
    return sentence % {
        "new": done.new,
        "decisions": len(done.decisions),
        "changed": len(done.changed),
        "same": done.unchanged,
    }


def led(done: Preview, today: date) -> SafeString:
    """Where those who were entered stand: by decision, or newest decision first."""
    if not done.new:
        return SafeString()
    common = {"shown": "all", "day": f"{today:%d/%m/%Y}"}
    ways = [
        (_("Xem người theo quyết định %s") % one.number, common | {"number": one.number})
        for one in done.decisions
    ]
    if len(ways) > NAMED or not all(one.number for one in done.decisions):
        ways = [(_("Xem danh sách"), common | {"sort": "-decided"})]
    register = reverse("prestige:register")
    links = [(f"{register}?{urlencode(words)}", label) for label, words in ways]
    return format_html_join(" · ", '<a href="{}">{}</a>', links)


def _faults(seen: Preview, kind: str, request: AccountRequest) -> HttpResponseBase:
    columns = (("cell", _("Ô")), ("text", _("Cần sửa")))
    leaving = exports.List("prestige.import_faults", _("Lỗi của tệp nhập"), columns)
    rows = [(fault.cell, fault.text) for fault in seen.faults]
    return exports.export(leaving, rows, kind, by=request.user)


def _file(content: bytes, name: str) -> HttpResponse:
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store",
    }
    return HttpResponse(content, content_type=XLSX, headers=headers)
