"""What others have published of the province: counts become figures, the rest becomes notes."""

from collections import defaultdict
from datetime import date, datetime, time
from decimal import Decimal

from django.contrib.auth.base_user import AbstractBaseUser

from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.offers.reference import Row
from vungcao.kernel.units.models import Code, Unit
from vungcao.kernel.units.queries import GSO
from vungcao.systems.statistics.models import FormVersion, Indicator
from vungcao.systems.statistics.services.published import (
    Note,
    Publication,
    take_over,
    write_down,
)

TAKEN_ON = datetime.combine(date(2026, 11, 26), time(8), ZONE)  # when the sources were read


def load_counts(given: list[Row], by: AbstractBaseUser) -> None:
    """One closed answer for each form, period, unit and source."""
    assert isinstance(by, User)
    found: dict[tuple[str, ...], dict[str, str]] = defaultdict(dict)
    for row in given:
        key = ("form", "period", "level", "unit_code", "source")
        found[tuple(row[name] for name in key)][row["cell"]] = row["value"]
    for (form, period, level, code, source), values in found.items():
        version = FormVersion.objects.published().filter(form__code=form).latest("valid_from")
        publication = Publication(version, _unit(level, code), int(period), source, values)
        take_over(publication=publication, now=TAKEN_ON, by=by)


def load_figures(given: list[Row], by: AbstractBaseUser) -> None:
    """Everything that is no count of a unit on a day."""
    assert isinstance(by, User)
    known = {one.code: one for one in Indicator.objects.all()}
    for row in given:
        said = {name: text for name, text in row.items() if name not in ("indicator", "value")}
        indicator = known[row["indicator"]] if row["indicator"] else None
        note = Note(**said, value=Decimal(row["value"]), indicator=indicator)
        write_down(note=note, by=by)


def _unit(level: str, code: str) -> Unit:
    """The first unit that bore a code: that of the time before 2025-07-01."""
    rows = Code.objects.filter(kind=level, scheme=GSO, code=code).select_related("unit")
    return rows.earliest("valid_from").unit
