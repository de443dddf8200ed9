"""Formulas of indicators against what is known on a day: names, units of measure, circles."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date

from vungcao.systems.statistics.models import (
    CodeItem,
    Dimension,
    Indicator,
    IndicatorKind,
    IndicatorVersion,
)
from vungcao.systems.statistics.rules import circles, formulas, grammar, measuring
from vungcao.systems.statistics.rules.formulas import Wrong
from vungcao.systems.statistics.rules.measuring import Described

Parts = tuple[Indicator | None, Indicator | None]


def described(day: date) -> Callable[[str], Described | None]:
    """What a formula must know of each indicator of a day, with three statements."""
    items: dict[int, set[str]] = defaultdict(set)
    for code_list, code in CodeItem.objects.in_force(day).values_list("list", "code"):
        items[code_list].add(code)
    lists: dict[int, dict[str, set[str]]] = defaultdict(dict)
    laid = Dimension.objects.filter(version__in=IndicatorVersion.objects.in_force(day))
    for version, pk, code in laid.values_list("version", "list", "list__code"):
        lists[version][code] = items[pk]
    known = {
        row.indicator.code: Described(
            unit_of_measure=row.unit_of_measure,
            items=lists[row.pk],
            is_ratio=row.kind == IndicatorKind.RATIO,
        )
        for row in IndicatorVersion.objects.in_force(day).select_related("indicator")
    }
    return known.get


def faults(text: str, day: date) -> list[Wrong]:
    """What is wrong with the text of a formula on a day, each with the character where it is."""
    try:
        formula = grammar.read(text)
    except Wrong as wrong:
        return [wrong]
    return measuring.faults(formula, described(day))


def circle(code: str, text: str, parts: Parts, day: date) -> str:
    """The circle that an indicator would close with others of the day; nothing when it does not."""
    rows = IndicatorVersion.objects.in_force(day).exclude(indicator__code=code)
    needs = {
        row.indicator.code: _needs(row.formula, (row.numerator, row.denominator))
        for row in rows.select_related("indicator", "numerator", "denominator")
    }
    try:
        circles.order({**needs, code: _needs(text, parts)})
    except circles.Circle as found:
        return str(found)
    return ""


def _needs(text: str, parts: Parts) -> frozenset[str]:
    named = formulas.dependencies(grammar.read(text)) if text else frozenset()
    return named | {one.code for one in parts if one is not None}
