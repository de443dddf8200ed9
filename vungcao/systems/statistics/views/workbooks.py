"""Workbooks of forms: taken away empty or filled, laid in, looked at, entered."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from vungcao.kernel.calendar import clock
from vungcao.kernel.files.workbook_sets import MOST_FILES
from vungcao.kernel.units.queries import on_day
from vungcao.systems.statistics import permissions
from vungcao.systems.statistics.forms.workbooks import Workbooks
from vungcao.systems.statistics.models import Campaign, Submission
from vungcao.systems.statistics.queries import workbook_giving as giving
from vungcao.systems.statistics.rules import periods
from vungcao.systems.statistics.views.workbook_desk import Desk
from vungcao.web import exports
from vungcao.web.access import only
from vungcao.web.context import chosen
from vungcao.web.http import AccountRequest

ZIP = "application/zip"


@dataclass(frozen=True)
class CampaignLine:
    """A campaign that waits for answers, as the page offers its workbooks."""

    campaign: Campaign
    waiting: int
    place: str

    @property
    def period(self) -> str:
        return periods.name(self.campaign.period)

    @property
    def is_too_many(self) -> bool:
        return self.waiting > MOST_FILES


@only(permissions.IMPORT_WORKBOOKS)
def workbooks(request: AccountRequest) -> HttpResponseBase:
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    desk = Desk(Workbooks(*given), request.user, clock.now())
    if "enter" in request.POST:
        number = desk.enter()
        if number:
            said = _("Đã nhập số liệu của %(n)s tệp. Báo cáo vẫn phải nộp, ở “Nhập số liệu”.")
            messages.success(request, said % {"n": number})
        if desk.is_done:
            if not number:
                messages.info(request, _("Không có gì mới: mọi số liệu trong tệp đã có."))
            return redirect("statistics:workbooks")
    else:
        desk.look()
    if desk.looked and (kind := request.POST.get("list", "")) in exports.TYPES:
        return _faults(desk, kind, request)
    context = {**desk.context(), "campaigns": _campaigns(request)}
    response = render(request, "statistics/workbooks.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response


@only(permissions.IMPORT_WORKBOOKS)
def workbook(request: AccountRequest, pk: int) -> HttpResponse:
    """The workbook of one answer, with what stands in it."""
    row = get_object_or_404(giving.answers(request.user), pk=pk)
    (file,) = giving.workbooks([row], request.today)
    return _file(file.content, file.name, exports.TYPES["xlsx"])


@only(permissions.IMPORT_WORKBOOKS)
def campaign_workbooks(request: AccountRequest, pk: int) -> HttpResponseBase:
    """The workbooks of all answers that wait in the chosen place, as one archive."""
    campaign = get_object_or_404(giving.campaigns(request.user, request.today), pk=pk)
    rows = _rows(request, campaign)
    if not rows or len(rows) > MOST_FILES:
        wrong = _("Không có báo cáo nào đang nhập ở nơi đã chọn.")
        if rows:
            wrong = _("Nơi đã chọn có hơn %(n)s báo cáo: chọn một nơi nhỏ hơn ở đầu trang.")
            wrong %= {"n": MOST_FILES}
        messages.error(request, wrong)
        return redirect("statistics:workbooks")
    files = giving.workbooks(rows, request.today)
    if len(rows) == 1:
        (file,) = files
        return _file(file.content, file.name, exports.TYPES["xlsx"])
    name = f"{giving.slug(f'{campaign.version.form.code} {campaign.period}')}.zip"
    return _file(giving.zipped(files), name, ZIP)


def _rows(request: AccountRequest, campaign: Campaign) -> list[Submission]:
    return giving.of_campaign(request.user, campaign, _places(request), request.today)


def _campaigns(request: AccountRequest) -> list[CampaignLine]:
    found = giving.campaigns(request.user, request.today, _places(request))
    places = {unit.id: unit.name for unit in on_day({one.unit_id for one in found}, request.today)}
    return [
        CampaignLine(one, one.waiting, places.get(one.unit_id, ""))  # type: ignore[attr-defined]
        for one in found
    ]


def _places(request: AccountRequest) -> Sequence[str]:
    return chosen(request).narrow(request.user.reach)


def _faults(desk: Desk, kind: str, request: AccountRequest) -> HttpResponseBase:
    columns = (("file", _("Tệp")), ("cell", _("Ô")), ("text", _("Cần sửa")))
    leaving = exports.List("statistics.workbook_faults", _("Lỗi của tệp số liệu"), columns)
    rows = [(one.file, one.cell, one.text) for one in desk.faults()]
    return exports.export(leaving, rows, kind, by=request.user)


def _file(content: bytes, name: str, kind: str) -> HttpResponse:
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store",
    }
    return HttpResponse(content, content_type=kind, headers=headers)
