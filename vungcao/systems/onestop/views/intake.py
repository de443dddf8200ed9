"""Taking in at the desk: first for which procedure and commune, then everything on one page."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from vungcao.kernel.calendar import clock
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.organisations.models import Organisation
from vungcao.kernel.organisations.queries import called
from vungcao.kernel.people.models import Person, Purpose
from vungcao.kernel.people.services import read as read_persons
from vungcao.kernel.units.models import Kind, Unit
from vungcao.kernel.units.queries import on_day
from vungcao.systems.onestop import permissions
from vungcao.systems.onestop.forms import intake as forms
from vungcao.systems.onestop.forms import intake_known as applicant
from vungcao.systems.onestop.forms import intake_lines as lines
from vungcao.systems.onestop.forms.answers import Sheet
from vungcao.systems.onestop.forms.desk import Papers, shown_in
from vungcao.systems.onestop.forms.lines import data_of, words_of
from vungcao.systems.onestop.forms.questions import Asking
from vungcao.systems.onestop.models import Applicant, Channel, Delivery, Dossier, ProcedureVersion
from vungcao.systems.onestop.queries import desk as queries
from vungcao.systems.onestop.queries import versions
from vungcao.systems.onestop.rules import conditions
from vungcao.systems.onestop.rules.definition import Document
from vungcao.systems.onestop.services.submitting import BadAnswers, NewDossier, NewSubject
from vungcao.systems.onestop.services.taking_in import LooksAlike, take_in
from vungcao.systems.onestop.views import intake_files
from vungcao.systems.onestop.views.desk import SECRET, refused_by
from vungcao.web.access import only
from vungcao.web.http import AccountRequest
from vungcao.web.pickers.picker import FIND

ADD = "add_person"  # the button that fills a line in from a record
PLACE = "xa"  # the part of the address that names the commune


@only(permissions.TAKE_IN)
def begin(request: AccountRequest) -> HttpResponse:
    """For which procedure and which commune of the province."""
    offered = ProcedureVersion.objects.valid_on(request.today).with_process()
    rows = list(offered.select_related("procedure").order_by("procedure__code"))
    desks = list(queries.desks(request.user, request.today))
    form = forms.Begin(
        request.POST or None,
        versions=rows,
        within=_province(desks),
        usual=_usual(desks),
        today=request.today,
    )
    if form.is_valid():
        address = reverse("onestop:intake-form", args=[form.cleaned_data["procedure"]])
        return redirect(f"{address}?{PLACE}={form.cleaned_data['place'].pk}")
    return render(request, "onestop/desk_intake.html", {"form": form, "has_desk": bool(desks)})


@only(permissions.TAKE_IN)
def intake(request: AccountRequest, pk: int) -> HttpResponse:
    """Everything about one dossier on one page."""
    offered = ProcedureVersion.objects.valid_on(request.today).with_process()
    version = get_object_or_404(offered.select_related("procedure", "basis"), pk=pk)
    desks = list(queries.desks(request.user, request.today))
    place = _place(request, desks)
    if place is None:
        return redirect("onestop:intake")
    page = Page(request, version, place, desks)
    made = page.take_in() if request.method == "POST" else None
    if made is None:
        page.hold_files()
        return render(request, "onestop/desk_intake_form.html", page.context())
    return made


class Page:
    """The forms of one intake, together."""

    def __init__(
        self,
        request: AccountRequest,
        version: ProcedureVersion,
        place: Unit,
        desks: list[Organisation],
    ) -> None:
        self.request, self.version, self.place = request, version, place
        self.desks = {body.pk: body for body in desks}
        self.process = versions.process(version)
        self.alike: list[Dossier] = []
        data: QueryDict | None = request.POST if request.method == "POST" else None
        asked: dict[str, Any] = {"by": request.user, "today": request.today}
        self.adding = forms.AddPerson(data, **asked)
        if data is not None and ADD in data:
            data = self._with_person(data)
        if data is not None and applicant.FILL in data:
            data = self._filled_in(data)
        self.data = data
        self.asking = Asking(request.today, place, request.user)
        self.papers = self._papers()
        self.sheet = Sheet(self.process, self.asking, data)
        self.who = self._who(data is not None and "is_another" in data)

    def _papers(self) -> Papers:
        today = self.request.today
        issued = queries.issued_here(
            self.version, self.process, self.place, self.request.user, today
        )
        return Papers(
            self.data,
            self.request.FILES if self.data is not None else None,
            process=self.process,
            documents=self._wanted(),
            issued=queries.issued_words(issued, today),
            since=self.version.valid_from,
        )

    def _wanted(self) -> Sequence[Document]:
        """The papers that count for the answers so far, and those that came with them."""
        known = self.process.documents
        if self.data is None or not any(one.when for one in known):
            return known
        judged = Sheet(self.process, self.asking, data_of(words_of(self.data)))
        judged.is_valid()
        came = shown_in(self.data, self.request.FILES, is_chosen=True)
        return [
            one
            for one in known
            if one.code in came or conditions.holds(one.when, judged.answers, {})
        ]

    def _filled_in(self, data: QueryDict) -> QueryDict:
        """The page with what is known of the applicant; who is not found yet is looked up."""
        who = self._who(False, data)
        who.is_valid()
        said, record = who.cleaned_data, None
        if said.get("who") == forms.KNOWN:
            if said.get("person") is None:
                changed = data.copy()
                changed[FIND] = "person"
                return changed
            (record,) = read_persons(
                persons=[said["person"]], purpose=Purpose.CASE, by=self.request.user
            )
        return applicant.filled(data, self.process, applicant.known(said, record))

    def _who(self, asks_alike: bool, data: QueryDict | None = None) -> forms.Who:
        names = called(self.desks, self.request.today)
        return forms.Who(
            self.data if data is None else data,
            by=self.request.user,
            today=self.request.today,
            kinds=self.version.applicants,
            desks={pk: names[pk] for pk in self.desks if pk in names},
            asks_alike=asks_alike,
            initial={"channel": Channel.DESK, "delivery": Delivery.DESK},
        )

    def _with_person(self, data: Any) -> Any:
        person = self.adding.cleaned_data.get("known") if self.adding.is_valid() else None
        if person is None:
            changed = data.copy()
            changed["draft"] = ADD
            return changed
        (record,) = read_persons(persons=[person], purpose=Purpose.CASE, by=self.request.user)
        self.adding = forms.AddPerson(by=self.request.user, today=self.request.today)
        return lines.with_person(data, self.process, record)

    def take_in(self) -> HttpResponse | None:
        """Where the dossier went, or nothing where the page has to be shown again."""
        judged = [self.who.is_valid(), self.papers.is_valid(), self.sheet.is_valid()]
        if not all(judged):
            return None
        try:
            done = take_in(
                new=self._new(),
                scans=self.papers.scans(),
                is_another=bool(self.who.cleaned_data.get("is_another")),
                now=clock.now(),
                by=self.request.user,
            )
        except LooksAlike as found:
            self._ask_alike(found)
        except BadAnswers as wrong:
            for _place, sentence in self.sheet.refuse(wrong.places):
                self.who.add_error(None, sentence)
        except RuleBroken as broken:
            refused_by(self.who, broken)
        else:
            return self._taken(done.dossier, done.secret)
        return None

    def hold_files(self) -> None:
        """The scans that were chosen go along with the page that is shown again."""
        if self.data is None or not intake_files.has_any(self.request, self.data):
            return
        self.data, wrong = intake_files.hold(self.request, self.data, self.papers.documents)
        self.papers = self._papers()
        self.papers.is_valid()
        for code, sentence in wrong.items():
            self.papers.add_error(f"file-{code}", sentence)

    def _ask_alike(self, found: LooksAlike) -> None:
        self.alike = list(found.dossiers)
        self.who = self._who(asks_alike=True)
        self.who.is_valid()
        refused_by(self.who, found)

    def _taken(self, dossier: Dossier, secret: str) -> HttpResponse:
        self.request.session[SECRET % dossier.pk] = secret
        words = (
            _("Đã tiếp nhận hồ sơ %s.")
            if dossier.received_at
            else _("Đã ghi hồ sơ %s, còn thiếu giấy tờ nên chưa tiếp nhận.")
        )
        messages.success(self.request, words % dossier.case.number)
        return redirect("onestop:receive", dossier.pk)

    def _new(self) -> NewDossier:
        said = self.who.cleaned_data
        person = said.get("person")
        contact = self.who.contact()
        if person is not None:
            (record,) = read_persons(persons=[person], purpose=Purpose.CASE, by=self.request.user)
            contact = {"name": record.full_name, **contact}
        return NewDossier(
            version=self.version,
            place=self.place,
            intake=self.desks[said["intake"]],
            channel=Channel(said["channel"]),
            contact=contact,
            answers=self.sheet.values(),
            subjects=self._subjects(),
            applicant_kind=Applicant(said["applicant_kind"]),
            applicant=person,
            delivery=Delivery(said["delivery"]),
        )

    def _subjects(self) -> list[NewSubject]:
        """The lines with who they are, where the officer chose that from the records."""
        wanted = {int(said) for _name, said in self._hidden() if said.isdecimal()}
        found = Person.objects.visible_to(self.request.user).present().in_bulk(wanted)
        persons = lines.persons_of(self.request.POST, self.process, found)
        subjects = self.sheet.subjects()
        return [
            replace(one, person=one.person or person)
            for one, person in zip(subjects, [*persons, *[None] * len(subjects)], strict=False)
        ]

    def _hidden(self) -> list[tuple[str, str]]:
        return lines.hidden(self.sheet.data, self.process)

    def context(self) -> dict[str, Any]:
        (place,) = on_day({self.place.pk}, self.request.today)
        return {
            "version": self.version,
            "place": place.name,
            "who": self.who,
            "papers": self.papers,
            "sheet": self.sheet,
            "adding": self.adding if self.process.list_group else None,
            "has_known": bool(applicant.single(self.process)),
            "has_when": any(one.when for one in self.process.documents),
            "hidden": self._hidden(),
            "alike": self.alike,
        }


def _place(request: AccountRequest, desks: list[Organisation]) -> Unit | None:
    """The commune that the affair concerns: as chosen, or the desk's own."""
    said = request.GET.get(PLACE, "")
    if not said or not desks:
        return _usual(desks)
    if not (said.isascii() and said.isdecimal() and len(said) < 13):
        raise Http404
    rows = Unit.objects.in_force(request.today).under(_province(desks)).filter(kind=Kind.COMMUNE)
    return get_object_or_404(rows, pk=int(said))


def _usual(desks: list[Organisation]) -> Unit | None:
    return desks[0].unit if desks and desks[0].unit.kind == Kind.COMMUNE else None


def _province(desks: list[Organisation]) -> tuple[str, ...]:
    """The paths of the provinces in which these desks stand."""
    above = {int(part) for body in desks for part in body.scope.strip("/").split("/")}
    rows = Unit.objects.filter(pk__in=above, kind=Kind.PROVINCE)
    return tuple(rows.order_by("pk").values_list("scope", flat=True))
