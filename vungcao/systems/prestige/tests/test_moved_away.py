"""Somebody is on the list of a village and the record moves to another commune: no list loses them.

They count, they are called what they are, and what their village has to do for them goes on.
"""

from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document
from openpyxl import load_workbook

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.people import services as people
from vungcao.kernel.people.models import Person, ResidenceKind
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.units.models import Kind, Unit
from vungcao.systems.prestige.models import Benefit, Occasion, Recognition, Visit
from vungcao.systems.prestige.queries import selections as reads
from vungcao.systems.prestige.queries.statistics import Asked
from vungcao.systems.prestige.rules.columns import COLUMNS, EXPORTED
from vungcao.systems.prestige.rules.statistics import AGE, COMPONENT, ETHNIC, SEX, TOTAL, UNKNOWN
from vungcao.systems.prestige.services import printing, visiting
from vungcao.systems.prestige.services.counting import tabulate
from vungcao.systems.prestige.services.ending import Ending, withdraw
from vungcao.systems.prestige.services.exporting import export_register
from vungcao.systems.prestige.services.granting import NewBenefit, grant
from vungcao.systems.prestige.services.profiles import Profile
from vungcao.systems.prestige.tests import lists, reporting, selections
from vungcao.systems.prestige.tests.factories import (
    TODAY,
    commune,
    cycle,
    decided,
    law,
    officer,
    recognised,
    village,
)

pytestmark = pytest.mark.django_db
NATION = ("/1/",)
GONE = "Hồ sơ đã chuyển khỏi địa bàn"


@dataclass
class Place:
    """A commune of two persons on the list; An's record has moved to the commune beside it."""

    client: Client
    by: User = field(init=False)

    def __post_init__(self) -> None:
        with scoped(NATION):
            law()
            cycle()
            lists.groups()
            self.commune, self.other = commune(), commune("Bên")
            self.by = officer(Role.COMMUNE_OFFICER, self.commune)
            self.by.reach = (self.commune.scope,)
            profile = Profile(components=("03",), occupation="Nông nghiệp")
            said: dict[str, Any] = {"birth": "1958", "sex": "male", "profile": profile}
            self.row = recognised(village(self.commune), self.by, full_name="Nông Mẫu An", **said)
            recognised(village(self.commune, "mẫu 2"), self.by, full_name="Bàn Mẫu Bình", **said)
        self.client.force_login(self.by)

    def moves(self) -> None:
        with scoped(NATION):
            people.move(
                person=Person.objects.get(pk=self.row.person_id),
                to=village(self.other, "mẫu 9"),
                kind=ResidenceKind.PERMANENT,
                moved_on=date(2026, 6, 1),
                by=self.by,
            )

    def answer(self, name: str, *args: object, **words: str) -> Any:
        found: Any = self.client.get(reverse(f"prestige:{name}", args=args), words)
        assert found.status_code == 200
        return found

    def page(self, name: str, *args: object, **words: str) -> str:
        return str(self.answer(name, *args, **words).content.decode())

    def given(self, **said: object) -> Benefit:
        new = NewBenefit(**{"kind": "newspaper", "level": "commune", "granted_on": TODAY, **said})  # type: ignore[arg-type]
        with scoped(self.by.reach):
            return grant(recognition=self.row, new=new, today=TODAY, by=self.by)


@pytest.fixture
def place(client: Client) -> Place:
    return Place(client)


def shows_both(text: str) -> bool:
    return GONE in text and "Bàn Mẫu Bình" in text and "Nông Mẫu An" not in text


def test_figures_count_them_without_what_only_the_record_knows(place: Place) -> None:
    place.moves()

    with scoped(place.by.reach):
        asked = Asked(TODAY, TODAY, Kind.COMMUNE)
        found = tabulate(asked=asked, own=place.by.reach, reach=place.by.reach, by=place.by)

    assert found.total is not None
    assert found.total.of(TOTAL) == 2
    assert found.total.of((COMPONENT, "03")) == 2
    assert [found.total.of((group, UNKNOWN)) for group in (SEX, AGE, ETHNIC)] == [1, 1, 2]
    assert "Chưa ghi" in place.page("statistics")


def test_the_annex_prints_them_in_every_form(place: Place) -> None:
    place.moves()

    assert shows_both(place.page("annex"))
    book = load_workbook(BytesIO(b"".join(place.answer("annex", format="xlsx"))))
    told = [str(cell) for row in book.worksheets[0].iter_rows(values_only=True) for cell in row]
    assert shows_both(" ".join(told))
    paper = Document(BytesIO(place.answer("annex", format="docx").content))
    assert shows_both(" ".join(cell.text for row in paper.tables[0].rows for cell in row.cells))


def exported(place: Place) -> list[list[object]]:
    with scoped(place.by.reach):
        return export_register(day=TODAY, with_ended=True, by=place.by)


def test_the_export_keeps_the_line_and_it_imports_again_unchanged(place: Place) -> None:
    place.moves()

    rows = exported(place)

    said = dict(zip(EXPORTED, rows[0], strict=True))
    assert (said["full_name"], said["birth"], said["sex"]) == (GONE, None, None)
    assert (said["village"], said["number"]) == ("Thôn mẫu 1", "07/QĐ-MAU")
    content = lists.book(rows, [COLUMNS[name].label for name in EXPORTED])
    with scoped(place.by.reach):
        seen = lists.look(content, place.by)
    assert (seen.faults, seen.questions, seen.unchanged) == ((), (), 2)


def test_what_an_import_would_write_into_a_record_elsewhere_is_refused_at_its_cell(
    place: Place,
) -> None:
    place.moves()
    rows = exported(place)
    rows[0][EXPORTED.index("occupation")] = "Hưu trí"
    rows[0][EXPORTED.index("birth")] = "1959"

    content = lists.book(rows, [COLUMNS[name].label for name in EXPORTED])
    with scoped(place.by.reach):
        seen = lists.look(content, place.by)

    assert len(seen.faults) == 2
    assert all(GONE in one.text for one in seen.faults)


def test_benefits_and_the_preview_of_a_list_of_grants_show_them(place: Place) -> None:
    benefit = place.given()
    place.moves()

    assert GONE in place.page("benefits")
    assert GONE in place.page("benefit-void", benefit.pk)
    assert GONE in place.page("benefit-new", place.row.pk)
    words = {"kind": "newspaper", "level": "commune", "granted_on": f"{TODAY:%d/%m/%Y}"}
    words |= {"title": "Cấp báo", "number": "9/QĐ-MAU", "decided_on": f"{TODAY:%d/%m/%Y}"}
    words |= {"issuer_name": "Uỷ ban nhân dân xã Mẫu", "whole": "all"}
    there = reverse("prestige:grant-list-new")
    seen = place.client.post(there, words).content.decode()
    assert shows_both(seen)
    assert "Được chi: 2 người" in seen


def test_they_are_still_given_what_they_are_due_and_a_note_is_kept_elsewhere(place: Place) -> None:
    place.moves()

    assert place.given().scope == place.row.scope
    with pytest.raises(RuleBroken, match="đã chuyển khỏi địa bàn"):
        place.given(note="trao tại nhà")


def test_the_calendar_keeps_their_visits(place: Place) -> None:
    with scoped(place.by.reach):
        new = visiting.NewVisit(place.row, TODAY, Occasion.values[0], "Uỷ ban nhân dân xã Mẫu")
        visit = visiting.plan_visit(new=new, by=place.by)
    place.moves()

    assert GONE in place.page("calendar", month=f"{TODAY:%Y-%m}")
    assert GONE in place.page("visit", visit.pk)
    with scoped(place.by.reach):
        visiting.mark_visited(visit=visit, done_on=TODAY, today=TODAY, by=place.by)
        assert Visit.objects.get(pk=visit.pk).done_on == TODAY


def test_coverage_counts_them_and_names_nobody(place: Place) -> None:
    place.moves()

    assert shows_both(place.page("coverage", kind="silent"))


def test_their_village_takes_them_off_the_list(place: Place) -> None:
    place.moves()

    assert GONE in place.page("withdraw", place.row.pk)
    with scoped(place.by.reach):
        ended = withdraw(
            recognition=place.row,
            ending=Ending(TODAY, "moved"),
            decided=decided(place.commune, TODAY, "09/QĐ-MAU"),
            today=TODAY,
            by=place.by,
        )
        assert Recognition.objects.get(pk=ended.pk).end_reason == "moved"


def test_what_needs_the_record_is_offered_only_where_it_is_kept(place: Place) -> None:
    here = place.page("person", place.row.pk)
    for name in ("describe", "report-new", "proposal-end"):
        assert reverse(f"prestige:{name}", args=[place.row.pk]) in here

    place.moves()

    text = place.page("person", place.row.pk)

    assert reverse("prestige:withdraw", args=[place.row.pk]) in text
    for name in ("describe", "report-new", "proposal-end"):
        assert reverse(f"prestige:{name}", args=[place.row.pk]) not in text
    there = reverse("prestige:describe", args=[place.row.pk])
    assert place.client.get(there).status_code == 302


def test_who_keeps_the_commune_they_moved_to_sees_no_line_of_their_old_village(
    place: Place,
) -> None:
    place.moves()
    with scoped(NATION):
        neighbour = officer(Role.SPECIALIST, place.other)
    place.client.force_login(neighbour)

    assert place.client.get(reverse("prestige:person", args=[place.row.pk])).status_code == 404
    assert GONE not in place.page("annex")


def away(person: int, to: Unit, by: User) -> None:
    with scoped(NATION):
        people.move(
            person=Person.objects.get(pk=person),
            to=village(to, "mẫu 9"),
            kind=ResidenceKind.PERMANENT,
            moved_on=date(2026, 6, 1),
            by=by,
        )


def test_their_reports_stay_on_the_list_and_open(client: Client) -> None:
    desk = reporting.build()
    report = desk.receive()
    with scoped(NATION):
        other = Unit.objects.filter(kind=Kind.COMMUNE).exclude(pk=desk.commune.pk).get()
    away(desk.row.person_id, other, desk.officer)
    client.force_login(desk.officer)

    for there in (reverse("prestige:reports"), reverse("prestige:report", args=[report.pk])):
        assert GONE in client.get(there).content.decode()
    with pytest.raises(RuleBroken, match="đã chuyển khỏi địa bàn"), scoped(desk.officer.reach):
        desk.receive()


def test_a_nominee_stays_in_the_round_and_minutes_without_the_name_are_not_printed(
    client: Client,
) -> None:
    with scoped(NATION):
        law()
        here = selections.place()
        home = selections.commune_of(here)
        by = officer(Role.COMMUNE_OFFICER, home)
        made = selections.met(here, by)
        first, second = reads.nominees(made)
        other = commune("Bên")
    away(first.person_id, other, by)
    by.reach = (home.scope,)
    client.force_login(by)

    with scoped(by.reach):
        assert reads.nominees(made) == [first, second]
        with pytest.raises(RuleBroken, match="đã chuyển khỏi địa bàn"):
            printing.print_round(selection=made, form=printing.FORM01, today=TODAY, by=by)
    text = client.get(reverse("prestige:selection", args=[made.pk])).content.decode()
    assert "không còn trong phạm vi xem" in text.lower()
    assert "Hoàng Mẫu Bình" in text
