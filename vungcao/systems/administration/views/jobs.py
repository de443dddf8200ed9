"""The work in the background: queues, workers, schedule, and what failed."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from vungcao.kernel.calendar import clock
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.jobs import queries, services
from vungcao.kernel.jobs.models import Run
from vungcao.systems.administration import permissions
from vungcao.web.access import only
from vungcao.web.http import AccountRequest

SHOWN = 50
QUEUES = {
    "interactive": gettext_lazy("Việc có người đang chờ"),
    "bulk": gettext_lazy("Việc dài"),
    "delivery": gettext_lazy("Gửi đi"),
    "housekeeping": gettext_lazy("Việc định kỳ"),
}
TASKS = {
    "exchange.sweep": gettext_lazy("Phát lại thư đi còn chờ"),
    "audit.anchor_heads": gettext_lazy("Ghi dấu mốc nhật ký"),
    "accounts.forget_what_is_over": gettext_lazy("Xoá phiên và mã đã hết hạn"),
    "files.keep": gettext_lazy("Rà soát tệp hết thời hạn lưu"),
    "files.scan": gettext_lazy("Quét vi-rút"),
    "jobs.rescue": gettext_lazy("Nhận lại việc của máy xử lý đã dừng"),
    "jobs.settle": gettext_lazy("Đóng việc bị bỏ lại"),
    "notices.send_due": gettext_lazy("Gửi thông báo đến giờ"),
    "units.let_reforms_take_effect": gettext_lazy("Cho sắp xếp đơn vị có hiệu lực"),
}


@dataclass(frozen=True)
class Named:
    """A row and what it is called."""

    row: object
    words: str | Promise


@only(permissions.READ_JOBS)
def overview(request: AccountRequest) -> HttpResponse:
    now = clock.now()
    failed = Run.objects.under(request.user.reach).filter(state=Run.State.FAILED)
    tasks = queries.failed_tasks()[:SHOWN]
    context = {
        "queues": [Named(queue, QUEUES.get(queue.name, queue.name)) for queue in queries.queues()],
        "schedule": [Named(one, TASKS.get(one.name, one.name)) for one in queries.schedule(now)],
        "runs": failed.select_related("started_by").order_by("-pk")[:SHOWN],
        "tasks": [Named(task, TASKS.get(task.task_name, task.task_name)) for task in tasks],
        "workers": queries.workers(),
        "now": now,
        "may_retry": request.user.grant_set.in_force(request.today)
        .filter(role__in=permissions.KEEP_JOBS)
        .exists(),
    }
    return render(request, "administration/jobs.html", context)


@require_POST
@only(permissions.KEEP_JOBS)
def retry(request: AccountRequest, pk: int) -> HttpResponse:
    run = get_object_or_404(Run.objects.under(request.user.reach), pk=pk)
    try:
        services.retry(run=run, by=request.user)
    except RuleBroken as broken:
        messages.error(request, str(broken))
    else:
        messages.success(request, _("Đã cho làm lại."))
    return redirect("administration:jobs")


@require_POST
@only(permissions.KEEP_JOBS)
def retry_task(request: AccountRequest, pk: int) -> HttpResponse:
    try:
        services.retry_task(job_id=pk, by=request.user)
    except RuleBroken as broken:
        messages.error(request, str(broken))
    else:
        messages.success(request, _("Đã cho làm lại."))
    return redirect("administration:jobs")
