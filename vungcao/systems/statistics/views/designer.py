"""Drawing a form: its tables as they will be entered, and one change of a part at a time."""

import json
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vungcao.kernel.citations.rules import RuleBroken
from vungcao.systems.statistics import permissions
from vungcao.systems.statistics.models import FormState, FormVersion
from vungcao.systems.statistics.queries.design_choices import choices
from vungcao.systems.statistics.rules import designing
from vungcao.systems.statistics.rules.designing import Said, Spot
from vungcao.systems.statistics.services import publishing
from vungcao.systems.statistics.views.campaigns import may
from vungcao.systems.statistics.views.design_shown import Page
from vungcao.systems.statistics.views.designs import found
from vungcao.web.access import only
from vungcao.web.carried import pack, unpack
from vungcao.web.http import AccountRequest

UNDO, BY_SCRIPT = "undo", "HX-Request"
Change = Callable[[Said, Spot], tuple[Said, Spot]]
CHANGES: dict[str, Change] = {
    "up": lambda said, spot: designing.moved(said, spot, -1),
    "down": lambda said, spot: designing.moved(said, spot, 1),
    "in": lambda said, spot: designing.indented(said, spot, 1),
    "out": lambda said, spot: designing.indented(said, spot, -1),
    "double": designing.doubled,
    "remove": designing.removed,
}
DONE = {
    "up": gettext_lazy("Đã chuyển lên."),
    "down": gettext_lazy("Đã chuyển xuống."),
    "in": gettext_lazy("Đã thụt vào."),
    "out": gettext_lazy("Đã thụt ra."),
    "double": gettext_lazy("Đã chép."),
    "remove": gettext_lazy("Đã xoá."),
}


@only(permissions.DESIGN)
def design(request: AccountRequest, pk: int) -> HttpResponse:
    """The whole form; a button changes one part and shows the form again."""
    shown = found(pk)
    if shown.state != FormState.DRAFT:
        messages.info(request, _("Biểu đã ban hành, không sửa được: soạn phiên bản mới."))
        return redirect("statistics:form-version", pk)
    said: dict[str, Any] = {}
    if request.method == "POST":
        said = _changed(request, shown)
        shown = found(pk)
    page = Page.of(shown, choices(shown.valid_from), said.get("chosen", request.GET.get("o", "")))
    context = {
        **said,
        "version": shown,
        "tables": list(page.tables()),
        "lists": [page.sections(), page.checks()],
        "faults": page.faults.every,
        "may_publish": may(request, permissions.PUBLISH_FORMS),
    }
    # A script takes no answer that is an error.
    status = 200 if BY_SCRIPT in request.headers else said.get("status", 200)
    return render(request, "statistics/design.html", context, status=status)


def _changed(request: AccountRequest, shown: FormVersion) -> dict[str, Any]:
    """What the page says of the change: which part is chosen now, and how to take it back."""
    do, spot = request.POST.get("do", ""), Spot.read(request.POST.get("spot", ""))
    if do == UNDO:
        return _undone(request, shown)
    if do not in CHANGES or spot is None or spot.is_new:
        return {"refused": _("Chọn một mục trong danh sách trước."), "status": 422}
    before = json.dumps(shown.definition)
    try:
        made, at = CHANGES[do](shown.definition, spot)
    except (IndexError, KeyError, TypeError):
        return {"refused": _("Mục ấy không còn: bản nháp vừa được sửa."), "status": 422}
    if refused := _save(request, shown, made):
        return {"refused": refused, "status": 422, "chosen": str(spot)}
    return {"undo": pack(before.encode()), "did": DONE[do], "chosen": str(at)}


def _undone(request: AccountRequest, shown: FormVersion) -> dict[str, Any]:
    try:
        before = json.loads(unpack(request.POST.get("before", "")))
    except signing.BadSignature:
        return {"refused": _("Không lấy lại được."), "status": 422}
    if refused := _save(request, shown, before):
        return {"refused": refused, "status": 422}
    return {"did": _("Đã lấy lại như trước.")}


def _save(request: AccountRequest, shown: FormVersion, made: Said) -> str:
    """Why the change was not kept, or nothing."""
    seen = request.POST.get("seen", "")
    try:
        publishing.revise(
            version=shown,
            sketch=made,
            seen=int(seen) if seen.isdecimal() and len(seen) < 9 else -1,
            by=request.user,
        )
    except RuleBroken as broken:
        return str(broken)
    return ""
