"""Which registers hang on units, and how many of their rows."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.apps import apps
from django.db import models

from vungcao.kernel.units.models import (
    Code,
    Establishment,
    Name,
    Placement,
    Reform,
    RestatedTally,
    Revision,
    Succession,
    Unit,
)

OWN = (Name, Code, Placement, Establishment, Succession, Revision, RestatedTally)


@dataclass(frozen=True)
class Use:
    """A register and how many of its rows hang on the units that were asked about."""

    label: str
    count: int


def what_hangs_on_the_new_units(reform: Reform) -> list[Use]:
    """Rows that use what an applied reform made, without the rows that the reform made itself."""
    made = Establishment.objects.filter(reform=reform, unit__isnull=False)
    units = list(made.values_list("unit", flat=True))
    opened = reform.journal.get("opened", {})
    later = Reform.objects.filter(state="applied").exclude(pk=reform.pk)
    in_later = (
        later.filter(succession__source__in=units)
        | later.filter(succession__target__in=units)
        | later.filter(revision__unit__in=units)
        | later.filter(revision__parent_unit__in=units)
        | later.filter(establishment__parent_unit__in=units)
    )
    placed = Placement.objects.filter(parent__in=units).exclude(pk__in=opened.get("placement", []))
    renamed = Name.objects.filter(unit__in=units).exclude(pk__in=opened.get("name", []))
    uses = [
        Use("sự kiện sắp xếp sau đó", in_later.distinct().count()),
        Use("đơn vị đứng dưới", placed.count()),
        Use("tên gọi về sau", renamed.count()),
        *rows_on(units),
    ]
    return [use for use in uses if use.count]


def rows_on(units: Iterable[int]) -> list[Use]:
    """Rows of every table that points to these units, but for the facts of the units themselves."""
    wanted = list(units)
    uses = []
    for model in apps.get_models():
        if not model._meta.managed or model in OWN:
            continue
        count = sum(
            model._base_manager.filter(**{f"{field}__in": wanted}).count()
            for field in unit_fields(model)
        )
        if count:
            uses.append(Use(str(model._meta.verbose_name), count))
    return uses


def unit_fields(model: type[models.Model]) -> list[str]:
    """The fields of a model that point to a unit."""
    return [
        field.name
        for field in model._meta.local_fields
        if isinstance(field, models.ForeignKey) and field.related_model is Unit
    ]
