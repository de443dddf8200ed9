"""Which registers hang on units, and how many of their rows."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.apps import apps
from django.db import models

from vungcao.kernel.offers.upkeep import touches
from vungcao.kernel.units.models import (
    Boundary,
    Code,
    Establishment,
    Hierarchy,
    Name,
    Placement,
    Reform,
    RestatedTally,
    Revision,
    Succession,
    Tally,
    Unit,
)

FACTS = (Name, Code, Placement, Establishment, Succession, Revision, RestatedTally)
KEPT = "Giữ đơn vị lúc ghi; đổi đơn vị quản lý"
STAYS = "Giữ nguyên đơn vị lúc ghi"


@dataclass(frozen=True)
class Use:
    """A register, how many of its rows hang on the units asked about, and what a reform does."""

    label: str
    count: int
    what_happens: str = ""


def what_it_touches(reform: Reform) -> list[Use]:
    """The registers whose rows hang on the units of a reform, or on those that follow them."""
    units = affected_units(reform)
    offered = [
        Use(str(touch.label), touch.count(units), str(touch.what_happens))
        for _name, touch in sorted(touches.items())
    ]
    return [use for use in [*offered, *rows_on(units, leaving=(Tally,))] if use.count]


def affected_units(reform: Reform) -> frozenset[int]:
    """Sources, existing targets, revised units, and everything below them before the reform."""
    units = set(Succession.objects.filter(reform=reform).values_list("source", flat=True))
    targets = Succession.objects.filter(reform=reform, establishment=None)
    units |= {unit for unit in targets.values_list("target", flat=True) if unit}
    units |= set(Revision.objects.filter(reform=reform).values_list("unit", flat=True))
    below = Placement.objects.filter(
        hierarchy=Hierarchy.ADMINISTRATIVE, valid_from__lt=reform.effective_on
    ).exclude(valid_until__lt=reform.effective_on)
    children: dict[int, list[int]] = {}
    for child, parent in below.values_list("unit", "parent"):
        children.setdefault(parent, []).append(child)
    waiting = list(units)
    while waiting:
        fresh = [child for child in children.get(waiting.pop(), ()) if child not in units]
        units.update(fresh)
        waiting.extend(fresh)
    return frozenset(units)


def what_hangs_on_the_new_units(reform: Reform) -> list[Use]:
    """Rows that use what an applied reform made, without the rows that it made itself."""
    made = Establishment.objects.filter(reform=reform, unit__isnull=False)
    units = list(made.values_list("unit", flat=True))
    journal = Reform.objects.values_list("journal", flat=True).get(pk=reform.pk)
    opened = journal.get("opened", {})
    facts: tuple[tuple[str, models.QuerySet[models.Model], str], ...] = (
        ("Đơn vị đứng dưới", _all(Placement).filter(parent__in=units), "placement"),
        ("Xếp vào vùng, địa bàn", _all(Placement).filter(unit__in=units), "placement"),
        ("Tên gọi về sau", _all(Name).filter(unit__in=units), "name"),
        ("Mã về sau", _all(Code).filter(unit__in=units), "code"),
    )
    uses = [
        *_other_reforms(reform, set(units)),
        *(
            Use(label, rows.exclude(pk__in=opened.get(kind, [])).count())
            for label, rows, kind in facts
        ),
        *rows_on(units),
    ]
    return [use for use in uses if use.count]


def rows_on(units: Iterable[int], *, leaving: tuple[type[models.Model], ...] = ()) -> list[Use]:
    """Rows of every table that points to these units, but for the facts of the units themselves."""
    wanted = list(units)
    uses = []
    for model in apps.get_models():
        if not model._meta.managed or model in FACTS or model in leaving:
            continue
        fields = unit_fields(model)
        count = sum(_all(model).filter(**{f"{field}__in": wanted}).count() for field in fields)
        if count:
            label = str(model._meta.verbose_name).capitalize()
            uses.append(Use(label, count, STAYS if model is Boundary else KEPT))
    return uses


def unit_fields(model: type[models.Model]) -> list[str]:
    """The fields of a model that point to a unit."""
    return [
        field.name
        for field in model._meta.local_fields
        if isinstance(field, models.ForeignKey) and field.related_model is Unit
    ]


def _other_reforms(reform: Reform, made: set[int]) -> list[Use]:
    """Applied reforms of the same units from its day on; others that name the new units."""
    mine = _spoken_of(reform)
    later = unapplied = 0
    for other in Reform.objects.exclude(pk=reform.pk).order_by("pk"):
        theirs = _spoken_of(other)
        if not other.is_applied:
            unapplied += bool(made & theirs)
        elif other.effective_on >= reform.effective_on:
            later += bool(mine & theirs)
    return [
        Use("Sự kiện sắp xếp sau đó", later),
        Use("Dự thảo hoặc sự kiện đã hoàn tác còn ghi đơn vị mới", unapplied),
    ]


def _spoken_of(reform: Reform) -> set[int]:
    rows = (
        (Succession, ("source", "target")),
        (Revision, ("unit", "parent_unit", "receiver_unit")),
        (Establishment, ("unit", "parent_unit")),
    )
    return {
        unit
        for model, fields in rows
        for found in _all(model).filter(reform=reform).values_list(*fields)
        for unit in found
        if unit
    }


def _all(model: type[models.Model]) -> "models.QuerySet[models.Model]":
    return model._base_manager.all()
