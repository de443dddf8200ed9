"""Work in the background: what one has started, how far it is, and stopping it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.jobs import services
from vungcao.kernel.jobs.models import Run
from vungcao.web.access import signed_in
from vungcao.web.http import AccountRequest
from vungcao.web.tables import Column, Kind, Table, answer

SECONDS_UNTIL_THE_NEXT_LOOK = "3"
TAGS = {
    Run.State.WAITING: "",
    Run.State.RUNNING: "run",
    Run.State.DONE: "ok",
    Run.State.FAILED: "bad",
    Run.State.CANCELLED: "warn",
}


@dataclass(frozen=True)
class Line:
    """A run with the tone of its state."""

    run: Run
    tone: str


def _lines(runs: Sequence[Run]) -> list[Line]:
    return [Line(one, TAGS[Run.State(one.state)]) for one in runs]


RUNS: Table[Run, Line] = Table(
    name="web.runs",
    label=gettext_lazy("Việc đã giao"),
    columns=(
        Column(
            "label",
            gettext_lazy("Việc"),
            lambda line: line.run.label,
            order=("label",),
            address=lambda line: reverse("run", args=[line.run.code]),
        ),
        Column(
            "state",
            gettext_lazy("Trạng thái"),
            lambda line: capfirst(line.run.get_state_display()),
            order=("state",),
            template="runs/_state.html",
            leads=True,
        ),
        Column("message", gettext_lazy("Lời báo"), lambda line: line.run.message),
        Column(
            "made", gettext_lazy("Yêu cầu lúc"), lambda line: line.run.made_at, Kind.MOMENT, ("pk",)
        ),
        Column(
            "ended",
            gettext_lazy("Kết thúc lúc"),
            lambda line: line.run.ended_at,
            Kind.MOMENT,
            order=("ended_at",),
            usual=False,
        ),
    ),
    order="-made",
    nothing=gettext_lazy("Chị/anh chưa giao việc nào."),
    prepare=_lines,
    key=lambda line: line.run.pk,
)


@signed_in
def runs(request: AccountRequest) -> HttpResponseBase:
    return answer(request, RUNS, Run.objects.visible_to(request.user), "runs/runs.html", {})


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
