"""What has to be public by decree: the office's scoreboard, and the page that leads to it."""

from collections.abc import Iterator, Mapping

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from vungcao.kernel.calendar import clock
from vungcao.systems.portal import permissions
from vungcao.systems.portal.queries import duties as reads
from vungcao.systems.portal.queries.duties import Duty
from vungcao.systems.portal.rules.duties import State
from vungcao.web.access import only
from vungcao.web.context import grants_of
from vungcao.web.exports.files import List, export
from vungcao.web.http import AccountRequest

PARTS: Mapping[str, str | Promise] = {
    "information": _("Thông tin"),
    "function": _("Chức năng"),
    "foreign": _("Tiếng nước ngoài"),
}
STATES: Mapping[State, tuple[str | Promise, str]] = {
    State.MET: (_("đã có"), "ok"),
    State.LATE: (_("quá hạn cập nhật"), "warn"),
    State.MISSING: (_("chưa có"), "bad"),
}


@only(permissions.WATCH)
def duties(request: AccountRequest) -> HttpResponseBase:
    """Each class: there or missing, the newest and its age, whose it is, where it is mended."""
    found = reads.duties(request.today)
    if request.GET.get("tai") == "csv":
        return export(_leaving(), _cells(found), "csv", by=request.user)
    roles = {grant.role for grant in grants_of(request.user)}
    context = {
        "parts": [(PARTS[part], rows) for part, rows in _lines(found)],
        "met": sum(one.state == State.MET for one in found),
        "all": len(found),
        "day": request.today,
        "basis": reads.basis(request.today),
        "may_mend": bool(roles & permissions.EDIT),
    }
    return render(request, "portal/duties.html", context)


@require_safe
def disclosed(request: HttpRequest) -> HttpResponse:
    """For everybody: where each class of information stands."""
    day = clock.today()
    found = reads.duties(day)
    context = {
        "parts": [(PARTS[part], rows) for part, rows in _lines(found)],
        "day": day,
        "basis": reads.basis(day),
    }
    return render(request, "portal/disclosed.html", context)


def _lines(found: list[Duty]) -> Iterator[tuple[str, list[tuple[Duty, str | Promise, str]]]]:
    for part, rows in reads.parts(found):
        yield part, [(one, *STATES[one.state]) for one in rows]


def _leaving() -> List:
    columns = (
        ("part", _t("Phần")),
        ("name", _t("Loại thông tin, chức năng")),
        ("article", _t("Điều")),
        ("state", _t("Tình trạng")),
        ("items", _t("Số mục")),
        ("newest", _t("Mục mới nhất")),
        ("age", _t("Số ngày từ mục mới nhất")),
        ("term", _t("Số ngày phải có mục mới")),
        ("owner", _t("Cơ quan phụ trách")),
        ("places", _t("Có ở đâu")),
    )
    return List("portal.duties", _t("Nghĩa vụ công khai"), columns)


def _cells(found: list[Duty]) -> Iterator[tuple[object, ...]]:
    for one in found:
        owners = dict.fromkeys(place.owner for place in one.places if place.owner)
        yield (
            PARTS[one.part],
            one.name,
            one.article,
            STATES[one.state][0],
            one.items,
            one.newest_on,
            one.age,
            one.term,
            "; ".join(owners),
            "; ".join(place.address for place in one.places if place.items),
        )
