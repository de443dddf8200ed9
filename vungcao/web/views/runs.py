"""Work in the background: what one has started, how far it is, and stopping it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.jobs import services
from vungcao.kernel.jobs.models import Run
from vungcao.web.access import signed_in
from vungcao.web.http import AccountRequest

PAGE = 30
SECONDS_UNTIL_THE_NEXT_LOOK = "3"
TAGS = {
    Run.State.WAITING: "",
    Run.State.RUNNING: "run",
    Run.State.DONE: "ok",
    Run.State.FAILED: "bad",
    Run.State.CANCELLED: "warn",
}


@signed_in
def runs(request: AccountRequest) -> HttpResponse:
    before = request.GET.get("before", "")
    mine = Run.objects.visible_to(request.user).order_by("-pk")
    if before.isdecimal():
        mine = mine.filter(pk__lt=int(before))
    found = list(mine[: PAGE + 1])
    older = str(found[PAGE - 1].pk) if len(found) > PAGE else ""
    lines = [(run, TAGS[Run.State(run.state)]) for run in found[:PAGE]]
    return render(request, "runs/runs.html", {"lines": lines, "older": older, "before": before})


@signed_in
def run(request: AccountRequest, code: str) -> HttpResponse:
    """Asks for itself again until the work has ended, also without a script."""
    shown = get_object_or_404(Run.objects.visible_to(request.user), code=code)
    context = {"run": shown, "tag": TAGS[Run.State(shown.state)]}
    response = render(request, "runs/run.html", context)
    if shown.is_open:
        response["Refresh"] = SECONDS_UNTIL_THE_NEXT_LOOK
    return response


@require_POST
@signed_in
def cancel(request: AccountRequest, code: str) -> HttpResponse:
    shown = get_object_or_404(Run.objects.visible_to(request.user), code=code)
    try:
        services.cancel(run=shown, by=request.user)
    except RuleBroken as broken:
        messages.error(request, str(broken))
    else:
        messages.success(request, _("Đã yêu cầu dừng. Việc đang làm dở sẽ được bỏ."))
    return redirect("run", code=code)
