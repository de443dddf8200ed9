"""Rows that rest on a text nobody has read, of every register, as the page "chưa xác minh" says."""

from collections.abc import Iterator

from django.urls import reverse

from vungcao.kernel.calendar import queries as calendars
from vungcao.kernel.citations.models import Citation
from vungcao.kernel.norms import queries as norms
from vungcao.kernel.offers.upkeep import Doubt


def _doubt(title: object, value: object, basis: Citation) -> Doubt:
    """One line of the page "chưa xác minh"; its citation is where it can be confirmed."""
    return Doubt(str(title), str(value), f"{basis} ({basis.get_state_display()})", "", basis.pk)


def values() -> Iterator[Doubt]:
    for row in norms.doubtful_values():
        yield _doubt(row.parameter.name, f"{row.value} {row.parameter.unit_of_measure}", row.basis)


def tables() -> Iterator[Doubt]:
    for row in norms.doubtful_versions():
        yield _doubt(row.table.name, f"{row.valid_from:%d/%m/%Y}", row.basis)


def codes() -> Iterator[Doubt]:
    for row in norms.doubtful_codes():
        yield _doubt(f"{row.group}: {row.get_scheme_display()}", row.code, row.basis)


def criteria() -> Iterator[Doubt]:
    for row in norms.doubtful_criteria():
        title = f"{row.rule_set.name}: {row.get_level_display()}, {row.get_outcome_display()}"
        yield _doubt(title, row.text, row.basis)


def overrides() -> Iterator[Doubt]:
    for row in calendars.doubtful_overrides():
        address = reverse("administration:override", args=[row.pk])
        value = f"{row.get_kind_display()}: {row.reason} ({row.get_standing_display()})"
        yield Doubt(f"{row.day:%d/%m/%Y}", value, str(row.basis), address)


def hours() -> Iterator[Doubt]:
    for row in calendars.doubtful_hours():
        hours = f"{row.starts:%H:%M}–{row.ends:%H:%M}"
        yield _doubt(f"{row.calendar.name}, thứ {row.weekday + 1}", hours, row.basis)
