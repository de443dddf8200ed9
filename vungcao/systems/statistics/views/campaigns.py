"""Campaigns for the office: which run, how far they have come, opening and ending one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from vungcao.kernel.access.queries import reach
from vungcao.kernel.access.roles import Permission
from vungcao.kernel.calendar import clock
from vungcao.kernel.units.queries import on_day
from vungcao.systems.statistics import permissions
from vungcao.systems.statistics.forms import campaigns as forms
from vungcao.systems.statistics.models import Campaign, CampaignState, Reporter
from vungcao.systems.statistics.queries import boards
from vungcao.systems.statistics.queries.campaigns import working_day_after
from vungcao.systems.statistics.queries.reporters import reporters
from vungcao.systems.statistics.rules import periods
from vungcao.systems.statistics.rules.punctuality import NAMES
from vungcao.systems.statistics.services import campaigning
from vungcao.systems.statistics.services.campaigning import NewCampaign
from vungcao.systems.statistics.views import campaign_tables as tables
from vungcao.systems.statistics.views.acting import Act, attempt, page
from vungcao.web.access import only
from vungcao.web.context import chosen
from vungcao.web.facts import Fact, Said
from vungcao.web.forms import Form
from vungcao.web.http import AccountRequest
from vungcao.web.tables import answer

OPEN = "open"  # the second of two buttons: nothing is opened before its days were seen


@only(permissions.READ_CAMPAIGNS)
def browse(request: AccountRequest) -> HttpResponseBase:
    filters = forms.Campaigns(request.GET)
    said = filters.cleaned_data if filters.is_valid() else {}
    rows = boards.campaigns(request.user)
    if said.get("state"):
        rows = rows.filter(state=said["state"])
    context = {"filters": filters, "may_open": may(request, permissions.OPEN_CAMPAIGNS)}
    table = tables.campaigns(request.user, request.today)
    return answer(request, table, rows, "statistics/campaigns_list.html", context)


@only(permissions.READ_CAMPAIGNS)
def board(request: AccountRequest, pk: int) -> HttpResponseBase:
    """Who owes an answer, and where each stands against the days."""
    found = get_object_or_404(boards.campaigns(request.user), pk=pk)
    here = chosen(request).narrow(request.user.reach)
    rows = boards.board(request.user, found).under(here)
    filters = forms.Board(request.GET)
    said = filters.cleaned_data if filters.is_valid() else {}
    counts = boards.counts(rows, found, request.today)
    if said.get("state"):
        rows = rows.filter(boards.standing(said["state"], found, request.today))
    if said.get("stage") is not None:
        rows = rows.filter(submission__stage=said["stage"])
    is_open = found.state == CampaignState.OPEN
    context = {
        "campaign": found,
        "period": periods.name(found.period),
        "filters": filters,
        "facts": _facts(found, counts, request.today),
        "may_close": is_open and may(request, permissions.OPEN_CAMPAIGNS),
    }
    cells = boards.cells_of(found.version)
    opens = may(request, permissions.READ_SUBMISSIONS)
    context["checks"] = _checks(found) if opens else ""
    table = tables.board(found, cells, request.today, opens=opens)
    return answer(request, table, rows, "statistics/campaigns_board.html", context)


def _checks(found: Campaign) -> str:
    """The checks that do not hold in the answers of this form and year."""
    year = str(periods.parts(found.period)[1])
    words = {"form": found.version.form.code, "since": year, "until": year}
    return f"{reverse('statistics:checks')}?{urlencode(words)}"


def _facts(found: Campaign, counts: Mapping[str, int], today: date) -> list[Fact]:
    own = reverse("statistics:campaign", args=[found.pk])
    places = on_day({found.unit_id}, today)
    return [
        *((_("Địa bàn"), unit.name) for unit in places),
        (_("Tình trạng đợt"), found.get_state_display()),
        (_("Hạn nộp"), found.due_on),
        (_("Hạn chót"), found.late_on),
        (_("Mở đợt"), found.opened_at.date()),
        *(
            (NAMES[how], Said(str(counts[how]), f"{own}?state={how.value}"))
            for how in NAMES
            if counts[how]
        ),
    ]


@only(permissions.OPEN_CAMPAIGNS)
def choose(request: AccountRequest) -> HttpResponse:
    """By which form: the first thing that is chosen, for it says which periods there are."""
    context = {"versions": boards.askable(request.today)}
    return render(request, "statistics/campaigns_choose.html", context)


@dataclass(frozen=True)
class Plan:
    """What would be asked: its days, how many would owe an answer, and what is odd about it."""

    due_on: date
    late_on: date
    owing: int
    warning: str = ""


@only(permissions.OPEN_CAMPAIGNS)
def new(request: AccountRequest, pk: int) -> HttpResponse:
    """First the days are counted and shown, then the campaign is opened."""
    version = get_object_or_404(boards.askable(request.today), pk=pk)
    within = reach(request.user, request.today, permissions.OPEN_CAMPAIGNS)
    own = [one.name for one in chosen(request).own][:1]
    form = forms.Open(
        request.POST or None,
        version=version,
        today=request.today,
        within=within,
        initial={"unit": "".join(own)},
    )
    plan = None
    if form.is_valid():
        if request.POST.get("act") == OPEN:
            made = _opened(request, form)
            if made is not None:
                messages.success(request, _("Đã mở đợt thu thập."))
                return redirect("statistics:campaign", made.pk)
        else:
            plan = _plan(form.new(), request.today)
    context = {"version": version, "form": form, "plan": plan}
    return render(request, "statistics/campaigns_open.html", context)


def _opened(request: AccountRequest, form: forms.Open) -> Campaign | None:
    new = form.new()
    return attempt(
        form, lambda: campaigning.open_campaign(new=new, now=clock.now(), by=request.user)
    )


def _plan(new: NewCampaign, today: date) -> Plan:
    due = working_day_after(new.counted_from or new.last_day, new.due_days)
    late = working_day_after(due, new.late_days) if new.late_days else due
    if new.version.reporter == Reporter.DEPARTMENT:
        owing = len(new.organisations)
    else:
        owing = len(reporters(new.version, new.unit, new.last_day, today))
    return Plan(due, late, owing, _warning(due, late, today))


def _warning(due: date, late: date, today: date) -> str:
    """Who is asked after the day has passed is late from the first hour."""
    if today <= due:
        return ""
    said = _("Hạn nộp đã qua: mở đợt thì mọi đơn vị quá hạn ngay.")
    if today > late:
        said = _("Hạn chót đã qua: mở đợt thì mọi đơn vị bị tính là không báo cáo ngay.")
    return f"{said} {_('Cho đơn vị thời gian thì ghi “Đếm hạn từ ngày khác”.')}"


@only(permissions.OPEN_CAMPAIGNS)
def close(request: AccountRequest, pk: int) -> HttpResponse:
    """Nothing more is awaited; asked once more before it is done."""
    found = get_object_or_404(boards.campaigns(request.user), pk=pk)
    form = Form(request.POST if request.method == "POST" else None)
    back = reverse("statistics:campaign", args=[pk])
    if form.is_valid():
        done = attempt(
            form,
            lambda: campaigning.close_campaign(campaign=found, now=clock.now(), by=request.user),
        )
        if done is not None:
            messages.success(request, _("Đã kết thúc đợt thu thập."))
            return redirect(back)
    act = Act(
        title=_("Kết thúc đợt thu thập"),
        about=f"{found.version.name}. {periods.name(found.period)}",
        press=_("Kết thúc đợt"),
        back=back,
        lead=_("Sau khi kết thúc không ai bị nhắc nộp nữa; báo cáo đã nộp giữ nguyên bước."),
        is_dangerous=True,
    )
    return page(request, form, act, the_list())


def the_list() -> tuple[str, str]:
    """The list from which these pages come: its name and address."""
    return _("Đợt thu thập"), reverse("statistics:campaigns")


def may(request: AccountRequest, permission: Permission) -> bool:
    """Whether the account holds a right anywhere."""
    return bool(reach(request.user, request.today, permission))
