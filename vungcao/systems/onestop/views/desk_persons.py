"""The persons of a list dossier: who each is, and what is decided of each."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from vungcao.kernel.access.queries import reach
from vungcao.kernel.access.roles import Role
from vungcao.kernel.calendar import clock
from vungcao.kernel.cases.rules import holds
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.people.models import Person, Purpose
from vungcao.kernel.people.queries import possible_duplicates
from vungcao.kernel.people.services import read_list
from vungcao.kernel.units.models import Kind, Unit
from vungcao.systems.onestop import permissions
from vungcao.systems.onestop.forms import desk_persons as forms
from vungcao.systems.onestop.models import Dossier, Subject
from vungcao.systems.onestop.queries import versions
from vungcao.systems.onestop.rules.definition import Group
from vungcao.systems.onestop.rules.listing import is_examined
from vungcao.systems.onestop.services import identifying, outcomes
from vungcao.systems.onestop.services.desk_reading import OpenedSubject, read_subjects
from vungcao.systems.onestop.views import desk_facts
from vungcao.systems.onestop.views.desk import fetched, refused_by
from vungcao.web.access import only
from vungcao.web.http import AccountRequest


@only(permissions.WORK)
def persons(request: AccountRequest, pk: int) -> HttpResponse:
    """All persons of a list, with an outcome for each."""
    shown = fetched(request, pk)
    lines = read_subjects(dossier=shown, by=request.user)
    form = forms.Outcomes(request.POST or None, lines=lines, initial={"seen": shown.case.version})
    if form.is_valid():
        try:
            count = outcomes.judge(
                dossier=shown,
                said=form.said(),
                now=clock.now(),
                by=request.user,
                seen=form.cleaned_data["seen"],
            )
        except RuleBroken as broken:
            refused_by(form, broken)
        else:
            messages.success(request, _("Đã ghi kết quả của %(n)d người.") % {"n": count})
            return redirect("onestop:persons", pk)
    return _page(request, shown, lines, form)


def _page(
    request: AccountRequest, shown: Dossier, lines: Sequence[OpenedSubject], form: forms.Outcomes
) -> HttpResponse:
    group = versions.process(shown.version).list_group
    told = desk_facts.lines_of(group, [line.values for line in lines])
    rows = [(line, said, form.of(line)) for line, said in zip(lines, told, strict=True)]
    context = {
        "dossier": shown,
        "rows": rows,
        "form": form,
        "may": _may(request, shown),
        "may_collect": bool(reach(request.user, request.today, permissions.COLLECT_FEES)),
    }
    return render(request, "onestop/desk_persons.html", context)


@only(permissions.WORK)
def identify(request: AccountRequest, pk: int) -> HttpResponse:
    """Who one person of a list is."""
    seen = Dossier.objects.visible_to(request.user)
    subject = get_object_or_404(Subject.objects.filter(dossier__in=seen), pk=pk)
    shown = fetched(request, subject.dossier_id)
    group = versions.process(shown.version).list_group
    if group is None:
        raise Http404
    line = _line(request, shown, pk)
    usual = _village(line, request)
    draft = forms.draft_of(group, line.values, usual or shown.unit)
    found = {str(one.person.pk): one.person for one in possible_duplicates(draft, request.user)}
    form = _asked(request, shown, usual, found)
    if form.is_valid() and _identified(request, form, line, group, found):
        messages.success(request, _("Đã xác định người ở dòng %d.") % subject.position)
        return redirect("onestop:persons", shown.pk)
    context = {
        "dossier": shown,
        "subject": subject,
        "facts": desk_facts.lines_of(group, [line.values])[0],
        "form": form if _may(request, shown) else None,
    }
    return render(request, "onestop/desk_identify.html", context)


def _asked(
    request: AccountRequest, shown: Dossier, usual: Unit | None, found: dict[str, Person]
) -> forms.Identify:
    return forms.Identify(
        request.POST or None,
        by=request.user,
        today=request.today,
        place=shown.unit,
        usual=usual,
        alike=_called(request, found),
        initial={"seen": shown.case.version},
    )


def _identified(
    request: AccountRequest,
    form: forms.Identify,
    line: OpenedSubject,
    group: Group,
    found: dict[str, Person],
) -> bool:
    home = form.cleaned_data["village"]
    try:
        identifying.identify(
            subject=line.subject,
            somebody=form.somebody(found, forms.draft_of(group, line.values, home)),
            village=home,
            now=clock.now(),
            by=request.user,
            seen=form.cleaned_data["seen"],
        )
    except RuleBroken as broken:
        refused_by(form, broken)
        return False
    return True


def _may(request: AccountRequest, shown: Dossier) -> bool:
    """Whether this account examines the list now; the services judge again."""
    process = versions.process(shown.version)
    roles = frozenset(map(Role, process.step(shown.step).roles))
    held = reach(request.user, request.today, roles)
    return is_examined(process, shown.step) and holds(shown.case.scope, held)


def _line(request: AccountRequest, shown: Dossier, pk: int) -> OpenedSubject:
    lines = read_subjects(dossier=shown, by=request.user)
    return next(line for line in lines if line.pk == pk)


def _village(line: OpenedSubject, request: AccountRequest) -> Unit | None:
    """The village that was recorded, or the one that the line names."""
    if line.subject.village is not None:
        return line.subject.village
    villages = Unit.objects.in_force(request.today).filter(kind=Kind.VILLAGE)
    named = [value for value in line.values.values() if type(value) is int]
    return villages.filter(pk__in=named).order_by("pk").first()


def _called(request: AccountRequest, found: dict[str, Person]) -> dict[str, str]:
    """Those who look like the line, by name and year."""
    lines = read_list(persons=found.values(), purpose=Purpose.DUPLICATES, by=request.user)
    return {
        str(one.id): f"{one.full_name}, {one.birth_year}" if one.birth_year else one.full_name
        for one in lines
    }
