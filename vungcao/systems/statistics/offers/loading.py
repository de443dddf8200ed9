"""Code lists, indicators and forms that come with the product; may be repeated."""

from collections import defaultdict
from collections.abc import Iterable

from django.contrib.auth.base_user import AbstractBaseUser

from vungcao.kernel.norms.loading import day, end
from vungcao.kernel.norms.models import EthnicCode
from vungcao.kernel.norms.models.ethnic_groups import Scheme
from vungcao.kernel.offers.reference import Row, rows
from vungcao.systems.statistics.models import CodeList, Indicator, IndicatorVersion
from vungcao.systems.statistics.services.indicating import (
    Meaning,
    NewItem,
    define,
    enter_items,
    enter_list,
)

ETHNIC, DEPRIVATION = "ethnic_group", "deprivation"
Lists = dict[str, CodeList]


def load_lists(given: list[Row], by: AbstractBaseUser) -> None:
    """The lists, and the items of two that mirror norms: ethnic groups and poverty indicators."""
    made = {
        row["code"]: enter_list(
            code=row["code"], name=row["name"], state=row["state"], source=row["source"], by=by
        )
        for row in given
    }
    enter_items(code_list=made[ETHNIC], items=list(_groups()), by=by)
    enter_items(code_list=made[DEPRIVATION], items=list(_deprivations()), by=by)


def load_items(given: list[Row], by: AbstractBaseUser) -> None:
    """The items of all other lists."""
    found: dict[str, list[NewItem]] = defaultdict(list)
    for row in given:
        found[row["list"]].append(
            NewItem(
                code=row["code"],
                name=row["name"],
                position=int(row["position"]),
                valid_from=day(row["valid_from"]),
                valid_until=end(row["valid_until"]),
            )
        )
    for code, items in found.items():
        enter_items(code_list=CodeList.objects.get(code=code), items=items, by=by)


def load_indicators(given: list[Row], by: AbstractBaseUser) -> None:
    """Define what is not defined yet; what is computed last, when its parts are there."""
    lists = {one.code: one for one in CodeList.objects.all()}
    there = set(IndicatorVersion.objects.values_list("indicator__code", "valid_from"))
    new = [row for row in given if (row["code"], day(row["valid_from"])) not in there]
    for row in sorted(new, key=lambda one: bool(one["numerator"] or one["formula"])):
        define(
            code=row["code"],
            group=row["group"],
            decimals=int(row["decimals"]),
            meaning=_meaning(row),
            dimensions=[lists[code] for code in row["dimensions"].split()],
            by=by,
        )


def _meaning(row: Row) -> Meaning:
    return Meaning(
        name=row["name"],
        unit_of_measure=row["unit_of_measure"],
        valid_from=day(row["valid_from"]),
        valid_until=end(row["valid_until"]),
        value_type=row["value_type"],
        kind=row["kind"],
        over_units=row["over_units"],
        over_time=row["over_time"],
        numerator=_indicator(row["numerator"]),
        denominator=_indicator(row["denominator"]),
        factor=int(row["factor"]),
        formula=row["formula"],
        frequency=row["frequency"],
        reported_by=row["reported_by"],
        note=row["note"],
        state=row["state"],
        source=row["source"],
    )


def _indicator(code: str) -> Indicator | None:
    return Indicator.objects.get(code=code) if code else None


def _groups() -> Iterable[NewItem]:
    """The national list by its code of 1979, as norms hold it."""
    found = EthnicCode.objects.filter(scheme=Scheme.QD421).select_related("group")
    for place, one in enumerate(found.order_by("code", "valid_from"), start=1):
        yield NewItem(
            code=one.code,
            name=one.group.name,
            position=place,
            valid_from=one.valid_from,
            valid_until=one.valid_until,
            ethnic_group=one.group,
        )


def _deprivations() -> Iterable[NewItem]:
    """What a poor household may lack, as norms hold it; `rows` says the order."""
    for place, row in enumerate(rows("poverty_indicators.csv"), start=1):
        yield NewItem(
            code=row["key"],
            name=row["indicator"],
            position=place,
            valid_from=day(row["valid_from"]),
            valid_until=end(row["valid_until"]),
        )
