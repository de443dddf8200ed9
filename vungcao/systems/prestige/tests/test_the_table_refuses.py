"""What no program may write: the table of recognitions refuses the rows itself."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from vungcao.systems.prestige.models import Cycle, Recognition
from vungcao.systems.prestige.tests.changing import Ground

RAW: dict[str, dict[str, Any]] = {
    "recognition_ends_after_it_starts": {"valid_until": date(2026, 1, 10)},
    "recognition_scope_is_a_path": {"scope": "/1/x/"},
    "recognition_slot_is_counted": {"slot": 0},
    "recognition_authority_is_known": {"authority": "village"},
    "recognition_ends_early_by_a_decision": {"end_kind": "withdrawn"},
    "recognition_is_void_for_a_reason": {"is_void": True},
}


def copied(row: Recognition, **other: Any) -> None:
    """The same row once more, past every service."""
    fields = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    del fields["id"]
    with transaction.atomic():
        Recognition.objects.create(**fields | other)


@pytest.mark.parametrize("name", sorted(RAW))
def test_a_row_that_contradicts_itself_is_refused(ground_of_changes: Ground, name: str) -> None:
    row = ground_of_changes.held()

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Recognition.objects.filter(pk=row.pk).update(**RAW[name])


def test_two_persons_never_hold_one_place_of_a_village(ground_of_changes: Ground) -> None:
    row = ground_of_changes.held()
    another = ground_of_changes.person()

    with pytest.raises(IntegrityError, match="village_slot_has_one_person_at_a_time"):
        copied(row, person_id=another.pk)
    copied(row, person_id=another.pk, slot=2)

    assert Recognition.objects.count() == 2


def test_nobody_holds_two_places_at_a_time_whatever_the_village(ground_of_changes: Ground) -> None:
    row = ground_of_changes.held()

    with pytest.raises(IntegrityError, match="person_is_recognised_once_at_a_time"):
        copied(row, unit_id=ground_of_changes.other.pk)


def test_what_was_a_mistake_or_has_ended_stands_in_nobodys_way(ground_of_changes: Ground) -> None:
    row = ground_of_changes.held()

    copied(row, is_void=True, void_reason="nhầm")
    copied(row, valid_from=date(2025, 1, 1), valid_until=row.valid_from)

    assert Recognition.objects.count() == 3


def test_cycles_never_overlap(ground_of_changes: Ground) -> None:
    with pytest.raises(IntegrityError, match="cycle_is_one_at_a_time"):
        Cycle.objects.create(
            code="x",
            name="x",
            basis=ground_of_changes.cycle.basis,
            valid_from=date(2027, 12, 31),
            valid_until=date(2032, 1, 1),
        )
