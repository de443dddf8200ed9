"""Paths of responsibility, and moving the rows of every table to the paths of today."""

from collections.abc import Mapping
from datetime import date

from django.apps import apps
from django.db import connection, models

from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.units.models import Hierarchy, Placement, Revision, Succession, Unit
from vungcao.kernel.units.models.reforms import ReformState


def reserve_ids(count: int) -> list[int]:
    """Numbers for units to be made, so that their paths are known before they are written.

    The nation's own number, 1, is never given to another unit.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select nextval(pg_get_serial_sequence('units_unit', 'id'))"
            " from generate_series(1, %s)",
            [count + 1],
        )
        return [number for (number,) in cursor.fetchall() if number != 1][:count]


def paths(day: date) -> dict[int, str]:
    """For each unit the path of the one responsible for it on `day`.

    A unit that lives, or is still to come, answers for itself below its parent; one that is gone
    is answered for by its receiver, without one by the unit it stood under.
    """
    ends = dict(Unit.objects.values_list("pk", "valid_until"))
    parents, receivers = _parents(day), _receivers(day)
    known: dict[int, str] = {}

    def path(unit: int, waiting: frozenset[int] = frozenset()) -> str:
        if unit in waiting:
            raise RuleBroken("Các đơn vị đứng vòng tròn dưới nhau: xem lại đơn vị trên.")
        if unit not in known:
            waiting |= {unit}
            above, end = parents.get(unit), ends[unit]
            is_gone = end is not None and end <= day
            heir = receivers.get(unit, above) if is_gone else above
            before = path(heir, waiting) if heir is not None else "/"
            known[unit] = before if is_gone and heir is not None else f"{before}{unit}/"
        return known[unit]

    return {unit: path(unit) for unit in ends}


def move_scopes(wanted: Mapping[int, str]) -> dict[str, int]:
    """Write these paths to the units and to every row that hangs on them; rows moved per table.

    A model with `stays_on_its_level` (a right) does not follow a unit whose level disappears: who
    acted for a district would act for the province. Its rows keep a path under which nothing is.
    """
    stands = {unit.pk: unit for unit in Unit.objects.only("pk", "scope", "kind")}
    moved = {pk: to for pk, to in wanted.items() if pk in stands and stands[pk].scope != to}
    if not moved:
        return {}
    list(Unit.objects.select_for_update().filter(pk__in=moved).values_list("pk"))  # no new rows now
    level = {pk: to for pk, to in moved.items() if stands[pk].kind == _answers(to, stands)}
    counts = {Unit._meta.label: _move(Unit._meta.db_table, "id", moved)}
    for model in scoped_models():
        column = str(model._meta.get_field("unit").column)  # type: ignore[union-attr]
        follows = level if getattr(model, "stays_on_its_level", False) else moved
        counts[model._meta.label] = _move(model._meta.db_table, column, follows)
    return counts


def _answers(path: str, stands: Mapping[int, Unit]) -> str:
    """The level of the unit at the end of a path."""
    return stands[int(path.split("/")[-2])].kind


def scoped_models() -> list[type[models.Model]]:
    """Every model whose rows hang on a unit by `unit` and count in its `scope`."""
    return [
        model
        for model in apps.get_models()
        if model._meta.managed and {"unit", "scope"} <= _own_fields(model) and _hangs(model)
    ]


def _own_fields(model: type[models.Model]) -> set[str]:
    return {field.name for field in model._meta.local_fields}


def _hangs(model: type[models.Model]) -> bool:
    return model._meta.get_field("unit").related_model is Unit


def _move(table: str, column: str, moved: Mapping[int, str]) -> int:
    name = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(
            f"update {name(table)} as kept set scope = moved.scope"
            " from unnest(%s::bigint[], %s::text[]) as moved (unit, scope)"
            f" where kept.{name(column)} = moved.unit and kept.scope <> moved.scope",
            [list(moved), list(moved.values())],
        )
        return int(cursor.rowcount)


def _parents(day: date) -> dict[int, int]:
    """The parent in force on `day`; else the last one known by then, else the first to come."""
    placed = Placement.objects.filter(hierarchy=Hierarchy.ADMINISTRATIVE)
    rows = list(placed.order_by("valid_from").values_list("unit", "parent", "valid_from"))
    parents = {unit: parent for unit, parent, _from in reversed(rows)}
    parents.update({unit: parent for unit, parent, since in rows if since <= day})
    return parents


def _receivers(day: date) -> dict[int, int]:
    """Who answers for a unit that is gone, by the reforms in force on `day`."""
    applied = {"reform__state": ReformState.APPLIED, "reform__effective_on__lte": day}
    passed = Succession.objects.filter(is_receiver=True, **applied).order_by("reform__effective_on")
    heirs = {
        source: target
        for source, target in passed.values_list("source", "target")
        if target is not None and source != target
    }
    ended = Revision.objects.filter(is_abolished=True, **applied)
    for unit, there, made in ended.values_list(
        "unit", "receiver_unit", "receiver_establishment__unit"
    ):
        if receiver := there or made:
            heirs[unit] = receiver
    return heirs
