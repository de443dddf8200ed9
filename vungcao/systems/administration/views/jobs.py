"""The work in the background: queues, workers, schedule, and what failed."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from vungcao.kernel.calendar import clock
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.jobs import queries, services
from vungcao.kernel.jobs.models import Run
from vungcao.systems.administration import permissions
from vungcao.systems.administration.views.run_table import failed_runs
from vungcao.web.access import only
from vungcao.web.http import AccountRequest
from vungcao.web.tables import answer, way_back

T = "administration/"
SHOWN = 50  # tasks of the product itself that failed; more than a few are a fault of the server
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
    "cases.hand_over": gettext_lazy("Chuyển vụ việc sang cơ quan kế tục"),
    "comments.forget": gettext_lazy("Xoá bình luận không xác nhận, dữ liệu cá nhân hết thời hạn"),
    "onestop.drop_old_drafts": gettext_lazy("Xoá bản nháp hồ sơ để quá lâu"),
    "onestop.publish_counts": gettext_lazy("Công bố số hồ sơ của tháng trước"),
    "onestop.warn_of_deadlines": gettext_lazy("Báo hồ sơ đến hạn, quá hạn"),
    "newsletter.lay": gettext_lazy("Xếp thư bản tin đến lượt gửi"),
    "newsletter.tidy": gettext_lazy("Xoá địa chỉ không xác nhận, đếm thư bản tin bị từ chối"),
    "email.read_returns": gettext_lazy("Đọc hộp thư nhận thư bị trả lại"),
    "search.catch_up": gettext_lazy("Cập nhật chỉ mục tìm kiếm của nội dung công khai"),
    "portal.look_at_duties": gettext_lazy("Xem lại nghĩa vụ công khai thông tin"),
    "portal.draw_pictures": gettext_lazy("Vẽ các cỡ của ảnh mới tải lên"),
    "portal.forget_letters": gettext_lazy("Xoá thư của người dân đã hết thời hạn giữ"),
    "portal.publish_due": gettext_lazy("Đăng và gỡ bài của cổng thông tin theo giờ hẹn"),
    "prestige.tell_late_reports": gettext_lazy("Báo phản ánh quá hạn"),
    "statistics.remind_of_figures": gettext_lazy("Nhắc nộp báo cáo số liệu"),
    "units.let_reforms_take_effect": gettext_lazy("Cho sắp xếp đơn vị có hiệu lực"),
}


@dataclass(frozen=True)
class Named:
    """A row and what it is called."""

    row: object
    words: str | Promise


@only(permissions.READ_JOBS)
def overview(request: AccountRequest) -> HttpResponseBase:
    """Queues and schedule are as many as they are; what failed is a list."""
    now = clock.now()
    failed = Run.objects.under(request.user.reach).filter(state=Run.State.FAILED)
    tasks = queries.failed_tasks()[:SHOWN]
    may_retry = _may_retry(request)
    context = {
        "queues": [Named(queue, QUEUES.get(queue.name, queue.name)) for queue in queries.queues()],
        "schedule": [Named(one, TASKS.get(one.name, one.name)) for one in queries.schedule(now)],
        "tasks": [Named(task, TASKS.get(task.task_name, task.task_name)) for task in tasks],
        "most": SHOWN,
        "workers": queries.workers(),
        "now": now,
        "may_retry": may_retry,
    }
    rows = failed.select_related("started_by")
    return answer(request, failed_runs(may_retry=may_retry), rows, f"{T}jobs.html", context)


def _may_retry(request: AccountRequest) -> bool:
    held = request.user.grant_set.in_force(request.today)
    return bool(held.filter(role__in=permissions.KEEP_JOBS).exists())


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
    return redirect(way_back(request, reverse("administration:jobs")))


@require_POST
@only(permissions.KEEP_JOBS)
def retry_task(request: AccountRequest, pk: int) -> HttpResponse:
    try:
        services.retry_task(job_id=pk, by=request.user)
    except RuleBroken as broken:
        messages.error(request, str(broken))
    else:
        messages.success(request, _("Đã cho làm lại."))
    return redirect(way_back(request, reverse("administration:jobs")))
