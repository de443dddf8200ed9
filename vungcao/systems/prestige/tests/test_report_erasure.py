"""Once nothing holds a person any more, their words do not open: not the report, nor the answer."""

import pytest

from vungcao.kernel.cases.queries.chains import verify
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.people import services as people
from vungcao.kernel.people.models import Person
from vungcao.systems.prestige.models import FieldReport
from vungcao.systems.prestige.services.ending import void
from vungcao.systems.prestige.services.report_reading import read_report
from vungcao.systems.prestige.tests.factories import TODAY
from vungcao.systems.prestige.tests.reporting import ANSWER, NOW, WORDS, Place, build

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Place:
    return build()


def erase(place: Place) -> None:
    person = Person.objects.get(pk=place.row.person_id)
    people.erase(person=person, now=NOW, by=place.officer)


def test_whoever_is_on_the_list_or_waits_for_an_answer_is_kept(place: Place) -> None:
    place.receive()
    with pytest.raises(RuleBroken, match="danh sách người có uy tín"):
        erase(place)
    void(recognition=place.row, reason="Ghi nhầm", by=place.officer)

    with pytest.raises(RuleBroken, match="1 vụ việc"):
        erase(place)


def test_after_the_erasure_nothing_opens_and_the_history_stands(place: Place) -> None:
    report = place.answer(place.receive())
    before = read_report(report=report, today=TODAY, by=place.officer)
    assert (before.words, before.answer) == (WORDS, ANSWER)
    void(recognition=place.row, reason="Ghi nhầm", by=place.officer)

    erase(place)

    gone = read_report(
        report=FieldReport.objects.select_related("case", "recognition").get(pk=report.pk),
        today=TODAY,
        by=place.officer,
    )
    assert (gone.words, gone.answer, gone.line.name) == ("", "", "")
    assert [event.words for event in gone.events] == ["", "", ""]
    assert [event.action for event in gone.events] == ["opened", "answered", "closed"]
    assert verify(report.case).broken_at is None


def test_nothing_is_written_about_who_was_erased(place: Place) -> None:
    place.answer(place.receive())
    void(recognition=place.row, reason="Ghi nhầm", by=place.officer)
    erase(place)
    place.row.__class__.objects.filter(pk=place.row.pk).update(is_void=False, void_reason="")

    with pytest.raises(RuleBroken, match="đã xoá"):
        place.receive()
