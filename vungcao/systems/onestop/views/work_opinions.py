"""Opinions asked about dossiers: the list, one question, answering it, taking it back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_POST

from vungcao.kernel.calendar import clock
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.organisations.queries import called as bodies_called
from vungcao.systems.onestop import permissions
from vungcao.systems.onestop.forms import work as forms
from vungcao.systems.onestop.models import Opinion, Stance
from vungcao.systems.onestop.queries import opinions as reads
from vungcao.systems.onestop.queries import worklist
from vungcao.systems.onestop.queries.ways import held, is_of
from vungcao.systems.onestop.rules.remaining import Remaining
from vungcao.systems.onestop.services import consulting
from vungcao.systems.onestop.services.reading import read_opinion
from vungcao.systems.onestop.views.work_facts import moment
from vungcao.web.access import only
from vungcao.web.facts import Fact, Said
from vungcao.web.forms import Form
from vungcao.web.http import AccountRequest
from vungcao.web.tables import Column, Kind, Table, answer


@dataclass(frozen=True)
class Line:
    """A question as the list shows it."""

    opinion: Opinion
    body: str
    left: Remaining

    @property
    def pk(self) -> int:
        return self.opinion.pk

    @property
    def state(self) -> str:
        if self.opinion.stance:
            return str(Stance(self.opinion.stance).label)
        return _("đã thôi hỏi") if self.opinion.case.closed_at else _("chờ trả lời")


@only(permissions.READ_DOSSIERS)
def browse(request: AccountRequest) -> HttpResponseBase:
    filters = forms.OpinionFilters(request.GET)
    wanted = reads.Wanted(**filters.cleaned_data) if filters.is_valid() else reads.Wanted()
    rows = reads.matching(request.user, request.user.reach, wanted)
    shown = _table(request.today, clock.now())
    return answer(request, shown, rows, "onestop/work_opinions.html", {"filters": filters})


@only(permissions.READ_DOSSIERS)
def of_case(request: AccountRequest, code: str) -> HttpResponse:
    found = get_object_or_404(_visible(request), case__code=code)
    return redirect("onestop:opinion", found.pk)


@only(permissions.READ_DOSSIERS)
def opinion(request: AccountRequest, pk: int) -> HttpResponse:
    return page(request, _fetched(request, pk))


@require_POST
@only(permissions.WORK)
def reply(request: AccountRequest, pk: int) -> HttpResponse:
    """Answer for the body that was asked."""
    shown = _fetched(request, pk)
    form = forms.AnswerOpinion(request.POST, auto_id="answer_%s")

    def step() -> str:
        said = form.cleaned_data
        consulting.answer_opinion(
            opinion=shown,
            stance=Stance(said["stance"]),
            words=said["words"],
            now=clock.now(),
            by=request.user,
        )
        return _("Đã trả lời ý kiến.")

    return _done(request, shown, form, step, name="answer")


@require_POST
@only(permissions.WORK)
def withdraw(request: AccountRequest, pk: int) -> HttpResponse:
    """Take the question back."""
    shown = _fetched(request, pk)
    form = forms.WithdrawOpinion(request.POST, auto_id="withdraw_%s")

    def step() -> str:
        reason = form.cleaned_data["reason"]
        consulting.withdraw_opinion(opinion=shown, reason=reason, now=clock.now(), by=request.user)
        return _("Đã thôi hỏi ý kiến.")

    return _done(request, shown, form, step, name="withdraw")


def page(request: AccountRequest, shown: Opinion, **refused: Form) -> HttpResponse:
    """A question with what this account may do with it."""
    grants = held(request.user, request.today)
    context: dict[str, object] = {
        "line": read_opinion(opinion=shown, by=request.user),
        "facts": _facts(shown, request.today, clock.now()),
    }
    if shown.case.closed_at is None:
        if is_of(grants, permissions.WORK, shown.case.scope):
            context["answer"] = forms.AnswerOpinion(auto_id="answer_%s")
        if is_of(grants, permissions.WORK, shown.dossier.case.scope):
            context["withdraw"] = forms.WithdrawOpinion(auto_id="withdraw_%s")
    return render(request, "onestop/work_opinion.html", {**context, **refused})


def _visible(request: AccountRequest) -> QuerySet[Opinion]:
    return reads.matching(request.user, request.user.reach, reads.Wanted())


def _fetched(request: AccountRequest, pk: int) -> Opinion:
    return get_object_or_404(_visible(request), pk=pk)


def _facts(shown: Opinion, day: date, now: datetime) -> list[Fact]:
    case = shown.case
    left = worklist.remaining([case], now)[case.pk]
    parties = [case.organisation_id, shown.dossier.case.organisation_id]
    names = bodies_called(parties, day)
    return [
        (_("Cơ quan được hỏi"), names.get(case.organisation_id, "")),
        (_("Cơ quan đang giữ hồ sơ"), names.get(shown.dossier.case.organisation_id, "")),
        (_("Thủ tục"), case.label),
        (_("Hỏi lúc"), moment(shown.asked_at)),
        (_("Trả lời trước"), Said(moment(case.due_at), note=left.words)),
        (_("Trả lời lúc"), moment(shown.answered_at) or _("chưa trả lời")),
    ]


def _done(
    request: AccountRequest, shown: Opinion, form: Form, step: Callable[[], str], *, name: str
) -> HttpResponse:
    if form.is_valid():
        try:
            said = step()
        except RuleBroken as broken:
            form.add_error(None, ValidationError(str(broken).splitlines()))
        else:
            messages.success(request, said)
            return redirect("onestop:opinion", shown.pk)
    return page(request, _fetched(request, shown.pk), **{name: form})


def _table(day: date, now: datetime) -> Table[Opinion, Line]:
    return Table(
        name="onestop.opinions",
        label=_l("Ý kiến về hồ sơ"),
        columns=COLUMNS,
        order="due",
        nothing=_l("Không có câu hỏi nào."),
        prepare=lambda rows: _lines(rows, day, now),
        kept=("side", "state"),
    )


def _lines(rows: Sequence[Opinion], day: date, now: datetime) -> list[Line]:
    if not rows:
        return []
    names = bodies_called([row.case.organisation_id for row in rows], day)
    left = worklist.remaining([row.case for row in rows], now)
    return [Line(row, names.get(row.case.organisation_id, ""), left[row.case_id]) for row in rows]


COLUMNS: tuple[Column[Line], ...] = (
    Column(
        "number",
        _l("Số phiếu"),
        lambda line: line.opinion.case.number,
        order=("case__number",),
        address=lambda line: reverse("onestop:opinion", args=[line.pk]),
    ),
    Column("label", _l("Thủ tục"), lambda line: line.opinion.case.label),
    Column("dossier", _l("Hồ sơ"), lambda line: line.opinion.dossier.case.number),
    Column("body", _l("Cơ quan được hỏi"), lambda line: line.body),
    Column(
        "due",
        _l("Trả lời trước"),
        lambda line: line.opinion.case.due_at,
        kind=Kind.MOMENT,
        order=("case__due_at",),
    ),
    Column("left", _l("Còn lại"), lambda line: line.left.words),
    Column("state", _l("Tình trạng"), lambda line: line.state, leads=True),
)
