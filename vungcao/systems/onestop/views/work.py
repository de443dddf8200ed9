"""The worklist of dossiers, and what is done with several of them at once."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vungcao.kernel.access.queries import reach
from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar import clock
from vungcao.systems.onestop import permissions
from vungcao.systems.onestop.forms import work as forms
from vungcao.systems.onestop.models import Dossier
from vungcao.systems.onestop.queries import versions, worklist
from vungcao.systems.onestop.queries.ways import held, plain_move
from vungcao.systems.onestop.services import batching
from vungcao.systems.onestop.services.batching import Done
from vungcao.systems.onestop.views import work_table
from vungcao.web.access import only
from vungcao.web.context import chosen
from vungcao.web.http import AccountRequest
from vungcao.web.tables import answer, picked, way_back


@only(permissions.READ_DOSSIERS)
def browse(request: AccountRequest) -> HttpResponseBase:
    now = clock.now()
    filters = forms.Filters(request.GET, procedures=worklist.procedures(), steps=worklist.steps())
    said = filters.cleaned_data if filters.is_valid() else {}
    wanted = worklist.Wanted(**said)
    rows = worklist.matching(request.user, chosen(request).narrow(request.user.reach), wanted, now)
    may_assign = bool(reach(request.user, request.today, permissions.ASSIGN))
    shown = work_table.table(held(request.user, request.today), now, may_assign=may_assign)
    return answer(request, shown, rows, "onestop/work_list.html", {"filters": filters})


@only(permissions.READ_DOSSIERS)
def due_soon(request: AccountRequest) -> HttpResponse:
    return redirect(f"{reverse('onestop:worklist')}?state=soon")


@only(permissions.READ_DOSSIERS)
def overdue(request: AccountRequest) -> HttpResponse:
    return redirect(f"{reverse('onestop:worklist')}?state=late")


@only(permissions.READ_DOSSIERS)
def of_case(request: AccountRequest, code: str) -> HttpResponse:
    found = get_object_or_404(Dossier.objects.visible_to(request.user), case__code=code)
    return redirect("onestop:dossier", found.pk)


@require_POST
@only(permissions.WORK)
def move_picked(request: AccountRequest) -> HttpResponse:
    """Move the ticked dossiers by the one plain action of their step."""
    grants = held(request.user, request.today)
    planned, others = [], []
    for dossier in _picked(request):
        action = plain_move(grants, versions.process(dossier.version), dossier)
        if action is None:
            others.append(Done(dossier, _("bước này không chuyển nhiều hồ sơ một lúc được")))
        else:
            planned.append((dossier, action.code))
    done = batching.move_each(planned=planned, now=clock.now(), by=request.user)
    return _back(request, [*done, *others], _("Đã chuyển bước"))


@require_POST
@only(permissions.ASSIGN)
def assign_picked(request: AccountRequest) -> HttpResponse:
    """Choose who works on the ticked dossiers; the page carries them along."""
    found = _given(request)
    if not found:
        messages.error(request, _("Đánh dấu ít nhất một hồ sơ."))
        return redirect(way_back(request, reverse("onestop:worklist")))
    choices = _workers(request, found)
    form = forms.Assign(request.POST if "to" in request.POST else None, workers=choices)
    if form.is_valid():
        to = User.objects.get(pk=form.cleaned_data["to"])
        done = batching.assign_each(dossiers=found, to=to, now=clock.now(), by=request.user)
        return _back(request, done, _("Đã giao cho %s") % work_table.called(to))
    context = {
        "form": form,
        "dossiers": found,
        "next": way_back(request, reverse("onestop:worklist")),
    }
    return render(request, "onestop/work_assign.html", context)


def _given(request: AccountRequest) -> list[Dossier]:
    """Those of the ticked dossiers that the account may give to somebody; the others are told."""
    grants, found = held(request.user, request.today), []
    for dossier in _picked(request):
        if work_table.can_be_given(grants, dossier):
            found.append(dossier)
        else:
            messages.error(request, f"{dossier.case.number}: {work_table.NOT_GIVEN}.")
    return found


def _workers(request: AccountRequest, found: Sequence[Dossier]) -> dict[int, str]:
    """Officers of the places that hold these dossiers."""
    bodies = {dossier.case.organisation_id: dossier.case.organisation for dossier in found}
    return {
        one.pk: work_table.called(one)
        for body in bodies.values()
        for one in worklist.workers(body, permissions.WORK, request.today)
    }


def _picked(request: AccountRequest) -> list[Dossier]:
    """The ticked rows of the list are dossiers by their own key."""
    rows = Dossier.objects.visible_to(request.user).filter(pk__in=picked(request))
    related = ("case__organisation", "version__procedure")
    return list(rows.select_related(*related).order_by("pk"))


def _back(request: AccountRequest, done: Sequence[Done], said: str) -> HttpResponse:
    """The list again, with how many were done and a sentence for each that was not."""
    if many := sum(not one.refused for one in done):
        messages.success(request, _("%(said)s: %(many)s hồ sơ.") % {"said": said, "many": many})
    for one in done:
        if one.refused:
            messages.error(request, f"{one.dossier.case.number}: {one.refused}")
    if not done:
        messages.error(request, _("Đánh dấu ít nhất một hồ sơ."))
    return redirect(way_back(request, reverse("onestop:worklist")))
