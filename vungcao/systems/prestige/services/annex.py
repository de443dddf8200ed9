"""The annex of a decision or a report: who is on the list, opened for it and put on record."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from vungcao.kernel.audit import services as audit
from vungcao.kernel.people.models import Purpose, Sex
from vungcao.kernel.units.models import Unit
from vungcao.systems.prestige.models import Recognition
from vungcao.systems.prestige.queries import norms
from vungcao.systems.prestige.queries.places import Chart
from vungcao.systems.prestige.queries.reached import MOVED_AWAY
from vungcao.systems.prestige.queries.statistics import in_unit
from vungcao.systems.prestige.rules.naming import in_order
from vungcao.systems.prestige.services.reading import Place, RegisterLine, places_of, read_lines

FIELDS = (
    "full_name",
    "birth_year",
    "sex",
    "ethnic_group",
    "village",
    "commune",
    "components",
    "party",
    "education",
    "number",
)


@dataclass(frozen=True)
class AnnexLine:
    """One person as the annex prints them; a year of birth stands under its sex."""

    nth: int
    name: str
    born_man: int | None
    born_woman: int | None
    ethnic_group: str
    village: str
    commune: str
    district: str
    components: str
    is_party_member: bool
    education: str
    number: str

    @property
    def born(self) -> str:
        """Years are written without a point."""
        return str(self.born_man or self.born_woman or "")

    @property
    def place(self) -> str:
        return ", ".join(filter(None, (self.commune, self.district)))

    @property
    def cells(self) -> tuple[object, ...]:
        """In the order of the paper's columns."""
        return (
            self.nth,
            self.name,
            self.born_man,
            self.born_woman,
            self.ethnic_group,
            self.village,
            self.place,
            self.components,
            "x" if self.is_party_member else "",
            self.education,
            self.number,
        )


def listed(
    *, scopes: Iterable[str], unit: Unit | None, day: date
) -> list[tuple[Recognition, Place]]:
    """Who stands in the annex, in its order, and where; nobody is opened."""
    held = Recognition.objects.under(scopes).in_force(day).select_related("unit")
    rows = in_unit(held.order_by("pk"), unit, Chart(day))
    pairs = list(zip(rows, places_of(rows, day), strict=True))
    return sorted(pairs, key=lambda pair: (*_order(pair[1]), pair[0].slot, pair[0].pk))


def _order(place: Place) -> tuple[str, str, str]:
    return in_order(place.district), in_order(place.commune), in_order(place.village)


@transaction.atomic
def preview(*, rows: Sequence[Recognition], day: date, by: AbstractBaseUser) -> list[AnnexLine]:
    """The first lines, to see what will be printed. Their persons are opened, and logged."""
    return _lines(rows, day, by)


@transaction.atomic
def take_annex(
    *, rows: Sequence[Recognition], day: date, unit: Unit | None, form: str, by: AbstractBaseUser
) -> list[AnnexLine]:
    """All lines for a file; the trail says how many persons and which of their fields left."""
    lines = _lines(rows, day, by)
    audit.record(
        by=by,
        action="prestige.annex_taken",
        subject=unit or Recognition._meta.label,
        day=day.isoformat(),
        format=form,
        persons=len(lines),
        fields=" ".join(FIELDS),
    )
    return lines


def _lines(rows: Sequence[Recognition], day: date, by: AbstractBaseUser) -> list[AnnexLine]:
    names = norms.components(day)
    opened = read_lines(rows=rows, map_day=day, purpose=Purpose.REGISTER, by=by)
    return [_line(nth, line, names) for nth, line in enumerate(opened, start=1)]


def _line(nth: int, line: RegisterLine, names: dict[str, str]) -> AnnexLine:
    person = line.person
    year = person.birth_year if person else None
    is_woman = person is not None and person.sex == Sex.FEMALE
    others = [code for code in line.profile.components if code != norms.PARTY_MEMBER]
    return AnnexLine(
        nth=nth,
        name=person.full_name if person else str(MOVED_AWAY),
        born_man=None if is_woman else year,
        born_woman=year if is_woman else None,
        ethnic_group=person.ethnic_group if person else "",
        village=line.place.village,
        commune=line.place.commune,
        district=line.place.district,
        components="; ".join(names.get(code, code) for code in others),
        is_party_member=line.profile.is_party_member,
        education=line.profile.education,
        number=line.row.number,
    )
