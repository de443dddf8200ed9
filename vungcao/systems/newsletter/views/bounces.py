"""Letters that came back: their reports are pasted, and what came of it is told in counts."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from vungcao.runtime.env import environment
from vungcao.systems.newsletter import permissions
from vungcao.systems.newsletter.forms.office import Reports
from vungcao.systems.newsletter.queries import norms, subscribers
from vungcao.systems.newsletter.rules import bounces as rules
from vungcao.systems.newsletter.services import bouncing
from vungcao.systems.newsletter.services.bouncing import Verdict
from vungcao.systems.newsletter.views.issues import may
from vungcao.web.access import only
from vungcao.web.http import AccountRequest


@only(permissions.READ)
def bounces(request: AccountRequest) -> HttpResponse:
    return _page(request, Reports())


@only(permissions.WORK)
def paste(request: AccountRequest) -> HttpResponse:
    form = Reports(request.POST or None)
    if form.is_valid():
        found = rules.read(form.cleaned_data["source"])
        if found:
            done = bouncing.note_reports(reports=found, today=request.today, by=request.user)
            messages.success(request, told(done))
            return redirect("newsletter:bounces")
        form.add_error("source", _("Không thấy báo cáo nào. Dán cả nguồn thư, không chỉ phần đọc."))
    return _page(request, form)


def told(done: Verdict) -> str:
    """What became of the reports, in one sentence."""
    words = (
        (done.hard, _("%d thư bị trả lại hẳn")),
        (done.soft, _("%d thư tạm thời không nhận được")),
        (done.suspended, _("%d địa chỉ tạm ngừng gửi")),
        (done.repeated, _("%d thư đã ghi từ trước")),
        (done.unknown, _("%d báo cáo không phải của bản tin")),
    )
    return _("Đã đọc: %s.") % "; ".join(said % count for count, said in words if count)


def _page(request: AccountRequest, form: Reports) -> HttpResponse:
    context = {
        "form": form,
        "counts": subscribers.counts(),
        "is_read": bool(environment().returns_url),
        "most": norms.most_bounces(request.today),
        "may_write": may(request, permissions.WORK),
    }
    return render(request, "newsletter/bounces.html", context)
