"""Saying who stands in a list, and what is decided of each."""

from collections.abc import Iterator

import pytest

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.cases.queries import chains
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.people.drafts import PersonDraft
from vungcao.kernel.people.models import Person
from vungcao.systems.onestop.models import Dossier, Outcome
from vungcao.systems.onestop.queries import versions
from vungcao.systems.onestop.queries.facts import facts
from vungcao.systems.onestop.services.desk_reading import read_subjects
from vungcao.systems.onestop.services.identifying import identify
from vungcao.systems.onestop.services.outcomes import Judged, judge
from vungcao.systems.onestop.tests.desk import person, subjects, village
from vungcao.systems.onestop.tests.factories import (
    at,
    at_work,
    commune,
    neighbour,
    officer,
    received,
    standing,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]
LATER = at(24)


@pytest.fixture
def worker(examined: tuple[User, Dossier]) -> Iterator[User]:
    with standing(examined[0]) as user:
        yield user


@pytest.fixture
def row(worker: User, examined: tuple[User, Dossier]) -> Dossier:
    return Dossier.objects.select_related("case").get(pk=examined[1].pk)


def judged(row: Dossier, *outcomes: Outcome, reason: str = "") -> list[Judged]:
    return [
        Judged(one.pk, outcome, reason if outcome == Outcome.REFUSED else "")
        for one, outcome in zip(subjects(row), outcomes, strict=True)
    ]


def test_a_line_is_bound_to_a_person_and_keeps_what_it_said(worker: User, row: Dossier) -> None:
    home = village()
    who = person(home)

    identify(subject=subjects(row)[0], somebody=who, village=home, now=LATER, by=worker)

    first = read_subjects(dossier=row, by=worker)[0]
    assert (first.subject.person, first.subject.village) == (who, home)
    assert first.values["ho_ten"] == "Nông Văn Mẫu 1"
    assert Entry.objects.filter(action="onestop.identified").count() == 1


def test_what_a_line_said_is_sealed_for_the_person_from_then_on(worker: User, row: Dossier) -> None:
    home = village()
    before = subjects(row)[0].values

    identify(subject=subjects(row)[0], somebody=person(home), village=home, now=LATER, by=worker)

    assert subjects(row)[0].values != before


def test_somebody_without_a_record_is_entered(worker: User, row: Dossier) -> None:
    home = village()
    draft = PersonDraft(full_name="Nông Văn Mẫu", unit=home, birth="1951")

    done = identify(subject=subjects(row)[0], somebody=draft, village=home, now=LATER, by=worker)

    assert done.person == Person.objects.get()


def test_nobody_stands_twice_in_a_list(worker: User, row: Dossier) -> None:
    home = village()
    who = person(home)
    first, second = subjects(row)
    identify(subject=first, somebody=who, village=home, now=LATER, by=worker)

    with pytest.raises(RuleBroken, match="dòng khác"):
        identify(subject=second, somebody=who, village=home, now=LATER, by=worker)


def test_a_person_out_of_reach_is_not_bound(worker: User, row: Dossier) -> None:
    home = village()
    with standing(officer("ban", Role.COMMUNE_OFFICER, neighbour())):
        stranger = person(village(neighbour()))

    with pytest.raises(RuleBroken, match="Không thấy người này"):
        identify(subject=subjects(row)[0], somebody=stranger, village=home, now=LATER, by=worker)


def test_a_line_belongs_to_a_village(worker: User, row: Dossier) -> None:
    with pytest.raises(RuleBroken, match="thôn, bản"):
        identify(
            subject=subjects(row)[0],
            somebody=person(village()),
            village=commune(),
            now=LATER,
            by=worker,
        )


def test_persons_are_examined_where_the_decision_is_prepared(worker: User) -> None:
    row, home = received(worker), village()
    who = person(home)

    with pytest.raises(RuleBroken, match="bước thẩm định"):
        identify(subject=subjects(row)[0], somebody=who, village=home, now=LATER, by=worker)
    with pytest.raises(RuleBroken, match="bước thẩm định"):
        judge(dossier=row, said=[], now=LATER, by=worker)


def test_the_desk_does_not_examine(worker: User, row: Dossier) -> None:
    home = village()
    who, desk = person(home), officer("ban-mot-cua", Role.DESK_OFFICER, commune())

    with pytest.raises(RuleBroken, match="vai trò khác"):
        identify(subject=subjects(row)[0], somebody=who, village=home, now=LATER, by=desk)
    with pytest.raises(RuleBroken, match="vai trò khác"):
        judge(dossier=row, said=[], now=LATER, by=desk)


def test_each_person_has_an_outcome_of_their_own(worker: User, row: Dossier) -> None:
    home = village()
    identify(subject=subjects(row)[0], somebody=person(home), village=home, now=LATER, by=worker)

    said = judged(row, Outcome.GRANTED, Outcome.REFUSED, reason="Chưa đủ số phiếu")
    count = judge(dossier=row, said=said, now=LATER, by=worker)

    row.case.refresh_from_db()
    first, second = read_subjects(dossier=row, by=worker)
    known = facts(row, versions.process(row.version), {})
    assert count == 2
    assert (first.subject.outcome, second.subject.outcome) == ("granted", "refused")
    assert second.reason == "Chưa đủ số phiếu"
    assert known["subjects.decided"]
    assert known["subjects.granted"]
    assert chains.verify(row.case).holds


def test_what_is_said_again_changes_nothing(worker: User, row: Dossier) -> None:
    said = judged(row, Outcome.REFUSED, Outcome.REFUSED, reason="Chưa đủ số phiếu")
    judge(dossier=row, said=said, now=LATER, by=worker)

    assert judge(dossier=row, said=said, now=LATER, by=worker) == 0


def test_a_refusal_has_a_reason_and_who_is_granted_is_known(worker: User, row: Dossier) -> None:
    with pytest.raises(RuleBroken) as refused:
        judge(
            dossier=row,
            said=judged(row, Outcome.GRANTED, Outcome.REFUSED),
            now=LATER,
            by=worker,
        )

    assert str(refused.value).splitlines() == [
        "Dòng 1: Xác định người này trong danh sách nhân khẩu trước khi đồng ý.",
        "Dòng 2: Ghi lý do.",
    ]
    assert {one.outcome for one in subjects(row)} == {"pending"}


def test_a_line_of_another_dossier_is_refused(worker: User, row: Dossier) -> None:
    other = at_work(worker)

    with pytest.raises(RuleBroken, match="không có trong hồ sơ"):
        judge(
            dossier=row,
            said=judged(other, Outcome.PENDING, Outcome.PENDING),
            now=LATER,
            by=worker,
        )


def test_who_looks_at_an_old_page_is_told(worker: User, row: Dossier) -> None:
    home = village()
    seen, who = row.case.version, person(home)
    identify(subject=subjects(row)[0], somebody=who, village=home, now=LATER, by=worker, seen=seen)

    with pytest.raises(RuleBroken, match="người khác xử lý"):
        judge(dossier=row, said=[], now=LATER, by=worker, seen=seen)
