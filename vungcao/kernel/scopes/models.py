"""Rows that count in one place and between two days.

A scope is a path of our own unit ids (`/1/2/417/`), never of official codes, which are reused.
"""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol, Self, TypeVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from vungcao.kernel.scopes.rules import end_of

Row = TypeVar("Row", bound=models.Model, covariant=True)

IS_A_PATH = Q(scope__regex=r"^/([0-9]+/)+$")
ENDS_AFTER_IT_STARTS = Q(valid_until=None) | Q(valid_until__gt=F("valid_from"))


if TYPE_CHECKING:
    TextField = models.CharField[str, str]
else:  # Django's fields take no parameters when they run
    TextField = models.CharField


class ScopeField(TextField):
    """A path of unit ids, compared byte by byte so that a prefix is a range."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_length": 120, "db_collation": "C", **kwargs})


class Period(Func):
    """The half-open range of days `[valid_from, valid_until)`; no end is open."""

    function = "daterange"


def never_overlaps(name: str, *fields: str, condition: Q | None = None) -> ExclusionConstraint:
    """Rows that agree in `fields` follow each other in time and never overlap."""
    return ExclusionConstraint(
        name=name,
        expressions=[
            *((field, RangeOperators.EQUAL) for field in fields),
            (Period(F("valid_from"), F("valid_until")), RangeOperators.OVERLAPS),
        ],
        condition=condition,
    )


class Reader(Protocol):
    """Whoever reads: `reach` holds the scopes under which they may, and is empty until granted."""

    reach: tuple[str, ...]


class ScopedQuerySet(models.QuerySet[Row]):
    """Rows with a `scope`."""

    def visible_to(self, user: Reader) -> Self:
        """Every list, every object and every choice of a form is fetched through this."""
        return self.under(user.reach)

    def under(self, scopes: Iterable[str]) -> Self:
        reachable = Q(pk__in=[])  # no scope, no row
        for scope in scopes:
            reachable |= Q(scope__gte=scope, scope__lt=end_of(scope))
        return self.filter(reachable)


class DatedQuerySet(ScopedQuerySet[Row]):
    """Rows that are in force on the days of `[valid_from, valid_until)`."""

    def in_force(self, day: date) -> Self:
        return self.filter(valid_from__lte=day).exclude(valid_until__lte=day)
