"""Entering persons: one for each place of a village, by whoever may decide, all or none."""

import json
from dataclasses import replace
from datetime import date

import pytest

from vungcao.kernel.audit import services as audit
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.exchange.models import OutboxMessage
from vungcao.kernel.people import services as people
from vungcao.kernel.people.models import Person
from vungcao.kernel.scopes.services import Door, scoped
from vungcao.systems.prestige.models import Recognition
from vungcao.systems.prestige.services.deciding import Decided
from vungcao.systems.prestige.services.profiles import Profile
from vungcao.systems.prestige.services.recognising import (
    NewRecognition,
    faults_of,
    recognise,
    recognise_all,
)
from vungcao.systems.prestige.tests import factories
from vungcao.systems.prestige.tests.changing import MERGED, Ground
from vungcao.systems.prestige.tests.factories import SINCE, TODAY, decided


def test_a_recognition_lasts_until_its_cycle_ends_and_keeps_its_basis(
    ground_of_changes: Ground,
) -> None:
    made = ground_of_changes.held()

    assert (made.valid_from, made.valid_until) == (SINCE, date(2028, 1, 1))
    assert (made.authority, made.number) == ("commune", "07/QĐ-MAU")
    assert made.basis.is_seen


def test_the_trail_and_the_outbox_name_the_row_and_nobody(ground_of_changes: Ground) -> None:
    made = ground_of_changes.held()

    entry = Entry.objects.get(action="prestige.recognised")
    assert json.loads(entry.body)["recognitions"] == [made.pk]
    with scoped(("/1/",), door=Door.SYSTEM):
        message = OutboxMessage.objects.get(receiver="prestige.notices")
    assert message.topic == "prestige.recognised"
    assert "Nông" not in entry.body


def test_what_cannot_be_traced_is_not_done(
    ground_of_changes: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = ground_of_changes.new()

    def broken(**said: object) -> None:
        raise OSError("no trail")

    monkeypatch.setattr(audit, "record", broken)

    with pytest.raises(OSError, match="no trail"):
        ground_of_changes.recognise(new)

    assert not Recognition.objects.exists()


def test_a_second_person_is_refused_in_a_village_of_one(ground_of_changes: Ground) -> None:
    ground_of_changes.held()

    with pytest.raises(RuleBroken, match="được 1 người và đã có đủ"):
        ground_of_changes.held()


def test_a_merged_village_keeps_the_persons_of_its_parts_and_takes_no_third(
    ground_of_changes: Ground,
) -> None:
    first, second = ground_of_changes.held(), ground_of_changes.held(ground_of_changes.other)

    merged = ground_of_changes.merge_villages()

    assert set(Recognition.objects.in_force(TODAY).under([merged.scope])) == {first, second}
    with pytest.raises(RuleBroken, match="được 2 người và đã có đủ"):
        ground_of_changes.recognise(ground_of_changes.new(merged, MERGED))


def test_a_merged_village_fills_the_place_that_one_of_its_parts_left(
    ground_of_changes: Ground,
) -> None:
    ground_of_changes.held()
    merged = ground_of_changes.merge_villages()

    made = ground_of_changes.recognise(ground_of_changes.new(merged, MERGED))

    assert made.unit == merged
    assert Recognition.objects.in_force(TODAY).under([merged.scope]).count() == 2


def test_a_village_that_was_merged_takes_nobody_any_more(ground_of_changes: Ground) -> None:
    merged = ground_of_changes.merge_villages()
    former = ground_of_changes.village
    former.refresh_from_db()
    new = NewRecognition(ground_of_changes.person(merged), former, date(2026, 8, 1))

    with pytest.raises(RuleBroken, match="chọn thôn tiếp nhận"):
        ground_of_changes.recognise(new)


def test_nobody_is_recognised_for_two_villages_at_a_time(ground_of_changes: Ground) -> None:
    held = ground_of_changes.held()
    again = NewRecognition(held.person, ground_of_changes.other, SINCE)

    with pytest.raises(RuleBroken, match="mỗi người chỉ được công nhận một lần"):
        ground_of_changes.recognise(again)


def test_who_has_died_is_not_recognised_also_where_the_caller_has_not_heard(
    ground_of_changes: Ground,
) -> None:
    new = ground_of_changes.new()
    people.mark_deceased(
        person=Person.objects.get(pk=new.person.pk),
        died_on=SINCE,
        today=TODAY,
        by=ground_of_changes.by,
    )

    with pytest.raises(RuleBroken, match="Người này đã mất"):
        ground_of_changes.recognise(new)


def test_whoever_is_out_of_reach_is_not_recognised(ground_of_changes: Ground) -> None:
    stranger = ground_of_changes.person(factories.village(ground_of_changes.neighbour))
    new = NewRecognition(stranger, ground_of_changes.village, SINCE)

    with scoped((ground_of_changes.commune.scope,)), pytest.raises(RuleBroken, match="phạm vi"):
        ground_of_changes.recognise(new)


def test_a_neighbouring_commune_does_not_decide(ground_of_changes: Ground) -> None:
    with pytest.raises(RuleBroken, match="không quản lý thôn này"):
        ground_of_changes.recognise(ground_of_changes.new(), ground_of_changes.neighbour)


def test_a_day_outside_every_cycle_is_refused(ground_of_changes: Ground) -> None:
    with pytest.raises(RuleBroken, match="Chưa mở kỳ công nhận nào có ngày 01/02/2022"):
        ground_of_changes.recognise(ground_of_changes.new(since=date(2022, 2, 1)))


def test_a_decision_of_a_day_without_law_is_refused_in_words(ground_of_changes: Ground) -> None:
    with pytest.raises(RuleBroken, match="chưa có quy định về thẩm quyền"):
        ground_of_changes.recognise(ground_of_changes.new(since=date(2017, 2, 1)))


def test_everything_that_is_wrong_is_said_at_once(ground_of_changes: Ground) -> None:
    new = replace(ground_of_changes.new(), profile=Profile(components=("99",)))
    wrong = Decided(" ", date(2026, 12, 1), ground_of_changes.neighbour, "")

    with pytest.raises(RuleBroken) as broken:
        recognise(new=new, decided=wrong, today=TODAY, by=ground_of_changes.by)

    said = str(broken.value).splitlines()
    assert said == [
        "Ghi số quyết định.",
        "Ghi nơi ra quyết định.",
        "Nơi ra quyết định không quản lý thôn này vào ngày quyết định.",
        "Ngày quyết định không được sau hôm nay.",
        "Ngày bắt đầu công nhận không được trước ngày quyết định.",
        "Không có nhóm thành phần mang mã 99.",
    ]


def test_of_a_list_with_one_wrong_line_nothing_is_entered(ground_of_changes: Ground) -> None:
    new = [ground_of_changes.new(), ground_of_changes.new(), ground_of_changes.new()]
    new[1] = ground_of_changes.new(ground_of_changes.other)
    deciding = decided(ground_of_changes.commune)

    with pytest.raises(RuleBroken, match=r"^Dòng 3: Thôn này được 1 người"):
        recognise_all(new=new, decided=deciding, today=TODAY, by=ground_of_changes.by)

    assert not Recognition.objects.exists()
    assert [line for line, _ in faults_of(new=new, decided=deciding, today=TODAY)] == [3]
