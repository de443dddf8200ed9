"""Bringing two records of one person together, and taking them apart again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models, transaction

from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.offers.people import followers
from vungcao.kernel.people import sealing
from vungcao.kernel.people.models import (
    Consent,
    HouseholdMember,
    Identifier,
    Merge,
    Person,
    PersonContact,
    PersonRole,
    ReplacedValue,
)
from vungcao.kernel.people.services import registering
from vungcao.kernel.vault import services as vault

SEALED = ("full_name", "birth", "ethnic_group", "local_group", "address", "languages", "died_on")
CLEAR = ("sex", "residence_kind")


@dataclass(frozen=True)
class MergePlan:
    """Which record stays, which goes into it, and the fields in which the other one is right."""

    kept: Person
    merged: Person
    from_merged: frozenset[str] = field(default_factory=frozenset)


@transaction.atomic
def merge(*, plan: MergePlan, now: datetime, by: AbstractBaseUser) -> Merge:
    """Let `merged` be `kept` from now on. Papers, contacts, consents, roles and households move.

    So does what systems hang on a person (`offers.people.followers`). The merged row stays with its
    own texts and points to the kept one (`queries.kept_of`). A row that would stand twice stays
    where it was. Raises `RuleBroken` for a field that is unknown.
    """
    if plan.kept.pk == plan.merged.pk:
        raise RuleBroken("Chọn hai hồ sơ khác nhau để gộp.")
    if unknown := sorted(plan.from_merged - {*SEALED, *CLEAR}):
        raise RuleBroken(f"Không có trường: {', '.join(unknown)}.")
    first, second = sorted([plan.kept, plan.merged], key=lambda person: person.pk)
    rows = {row.pk: row for row in (registering.lock(first), registering.lock(second))}
    kept, merged = rows[plan.kept.pk], rows[plan.merged.pk]
    made = Merge.objects.create(
        kept=kept, merged=merged, kept_revision=kept.revision + 1, made_at=now
    )
    _take_values(made, plan.from_merged)
    made.moved = _move_rows(kept, merged) | {
        name: follower.go(merged.pk, kept.pk) for name, follower in followers.items()
    }
    made.save(update_fields=["moved"])
    merged.merged_into = kept
    registering.touch(merged)
    registering.touch(kept)
    audit.record(
        by=by,
        action="people.merged",
        subject=kept,
        merged=merged.pk,
        fields=sorted(plan.from_merged),
    )
    registering.announce([kept, merged], "people.merged")
    return made


@transaction.atomic
def unmerge(*, merge: Merge, now: datetime, by: AbstractBaseUser) -> None:
    """Take apart what was merged, exactly as it was.

    Raises `RuleBroken` once the kept record was written again: nobody could say any more which
    of the two the later writing meant.
    """
    made = Merge.objects.select_for_update().get(pk=merge.pk)
    if made.undone_at is not None:
        raise RuleBroken("Lần gộp này đã được tách lại.")
    kept = registering.lock(made.kept)
    if kept.revision != made.kept_revision:
        raise RuleBroken("Hồ sơ giữ lại đã được ghi thêm sau khi gộp, không tách lại được.")
    merged = Person.objects.select_for_update().get(pk=made.merged_id)
    _give_values_back(made, kept)
    for model in MOVES:
        ids = made.moved.get(model.__name__, [])
        model._default_manager.filter(pk__in=ids).update(person=merged)
    for name, follower in followers.items():
        follower.back(made.moved.get(name, []), merged.pk)
    merged.merged_into = None
    registering.touch(merged)
    registering.touch(kept)
    made.undone_at = now
    made.save(update_fields=["undone_at"])
    audit.record(by=by, action="people.unmerged", subject=kept, merged=merged.pk)
    registering.announce([kept, merged], "people.merged")


def _take_values(made: Merge, names: frozenset[str]) -> None:
    """The other record's values, sealed anew with the kept one's key; the former are kept aside."""
    kept, merged = made.kept, made.merged
    before, after = _texts(kept), _texts(merged)
    ReplacedValue.objects.bulk_create(
        ReplacedValue(
            merge=made,
            field=name,
            value=sealing.sealed(before[name], kept.key, ReplacedValue, "value"),
        )
        for name in sorted(names)
    )
    _write(kept, {name: after[name] for name in names})


def _give_values_back(made: Merge, kept: Person) -> None:
    rows = list(made.replaced.order_by("pk"))
    texts = vault.open_texts(row.value for row in rows)
    _write(kept, {row.field: text or "" for row, text in zip(rows, texts, strict=True)})


def _texts(person: Person) -> dict[str, str]:
    opened = vault.open_texts(getattr(person, name) for name in SEALED)
    texts = {name: text or "" for name, text in zip(SEALED, opened, strict=True)}
    return texts | {name: getattr(person, name) for name in CLEAR}


def _write(person: Person, values: Mapping[str, str]) -> None:
    for name in CLEAR:
        setattr(person, name, values.get(name, getattr(person, name)))
    sealing.seal_person(person, {name: values[name] for name in SEALED if name in values})
    if "died_on" in values:
        person.is_deceased = bool(values["died_on"])
    if {"full_name", "birth"} & values.keys():
        texts = _texts(person)
        sealing.index_person(person, texts["full_name"], texts["birth"])


def _move_rows(kept: Person, merged: Person) -> dict[str, list[int]]:
    moved = {}
    for model, stands_twice in MOVES.items():
        there = list(model._default_manager.filter(person=kept).order_by("pk"))
        rows = list(model._default_manager.filter(person=merged).order_by("pk"))
        going = [row.pk for row in rows if not any(stands_twice(row, one) for one in there)]
        model._default_manager.filter(pk__in=going).update(person=kept)
        moved[model.__name__] = going
    return moved


def _agree(*names: str) -> Callable[[Any, Any], bool]:
    """Whether two rows say the same, so that one person would have them twice."""

    def same(one: Any, other: Any) -> bool:
        return all(getattr(one, name) == getattr(other, name) for name in names)

    return same


def _is_same_time(one: Any, other: Any) -> bool:
    """Whether the days of two rows touch: nobody lives in two households at a time."""
    ends = [row.valid_until for row in (one, other) if row.valid_until is not None]
    return not ends or bool(max(one.valid_from, other.valid_from) < min(ends))


MOVES: dict[type[models.Model], Callable[[Any, Any], bool]] = {
    Identifier: _agree("kind", "index"),
    PersonContact: _agree("kind", "index"),
    Consent: _agree("purpose"),
    PersonRole: _agree("role", "place_id"),
    HouseholdMember: _is_same_time,
}
