"""When two records are one person, the register follows the one that is kept, and back."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.people import services as people
from vungcao.kernel.people.models import Merge, Person
from vungcao.kernel.people.services import MergePlan
from vungcao.kernel.scopes.services import scoped
from vungcao.systems.prestige.models import Recognition
from vungcao.systems.prestige.services import profiles
from vungcao.systems.prestige.services.recognising import NewRecognition
from vungcao.systems.prestige.tests import factories
from vungcao.systems.prestige.tests.changing import Ground
from vungcao.systems.prestige.tests.factories import SINCE

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


def merged(at: Ground, kept: Person, other: Person) -> Merge:
    return people.merge(plan=MergePlan(kept=kept, merged=other), now=NOW, by=at.by)


def test_a_recognition_goes_to_the_kept_record_and_still_opens(ground_of_changes: Ground) -> None:
    row, kept = ground_of_changes.held(), ground_of_changes.person()

    merged(ground_of_changes, kept, row.person)

    row.refresh_from_db()
    assert row.person == kept
    (said,) = profiles.opened([row])
    assert said.components == ("03",)


def test_it_goes_also_where_the_merging_officer_does_not_reach_the_village(
    ground_of_changes: Ground,
) -> None:
    row = ground_of_changes.held()
    kept = ground_of_changes.person(factories.village(ground_of_changes.neighbour))
    Person.objects.filter(pk=row.person_id).update(scope=kept.scope)

    with scoped((ground_of_changes.neighbour.scope,)):
        merged(ground_of_changes, kept, Person.objects.get(pk=row.person_id))

    row.refresh_from_db()
    assert row.person == kept


def test_taken_apart_it_goes_back(ground_of_changes: Ground) -> None:
    row, kept = ground_of_changes.held(), ground_of_changes.person()
    own = row.person
    made = merged(ground_of_changes, kept, own)

    people.unmerge(merge=made, now=NOW, by=ground_of_changes.by)

    row.refresh_from_db()
    assert row.person == own


def test_of_two_at_a_time_each_stays_and_none_is_lost(ground_of_changes: Ground) -> None:
    one = ground_of_changes.held()
    other = ground_of_changes.held(ground_of_changes.other)

    made = merged(ground_of_changes, one.person, other.person)

    assert made.moved["prestige.recognitions"] == []
    assert Recognition.objects.standing().count() == 2


def test_whoever_is_recognised_under_another_record_is_not_recognised_again(
    ground_of_changes: Ground,
) -> None:
    row, stale = ground_of_changes.held(), ground_of_changes.person()
    merged(ground_of_changes, row.person, stale)

    with pytest.raises(RuleBroken, match="mỗi người chỉ được công nhận một lần"):
        ground_of_changes.recognise(NewRecognition(stale, ground_of_changes.other, SINCE))


def test_a_new_recognition_of_a_merged_record_is_the_kept_ones(ground_of_changes: Ground) -> None:
    kept, stale = ground_of_changes.person(), ground_of_changes.person()
    merged(ground_of_changes, kept, stale)
    new = replace(ground_of_changes.new(), person=stale)

    assert ground_of_changes.recognise(new).person == kept


def test_one_that_stayed_behind_still_counts(ground_of_changes: Ground) -> None:
    """The kept record's own was a mistake; the other one stands under the merged record."""
    one = ground_of_changes.held()
    other = ground_of_changes.held(ground_of_changes.other)
    merged(ground_of_changes, one.person, other.person)
    Recognition.objects.filter(pk=one.pk).update(is_void=True, void_reason="nhầm")

    with pytest.raises(RuleBroken, match="mỗi người chỉ được công nhận một lần"):
        ground_of_changes.recognise(
            NewRecognition(one.person, ground_of_changes.village, date(2026, 2, 1))
        )
