"""Rows of the register to begin a test with; all names are invented."""

from datetime import date
from typing import Any

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.citations.models import State
from vungcao.kernel.norms.models import (
    Parameter,
    ParameterValue,
    Table,
    TableRow,
    TableVersion,
)
from vungcao.kernel.people.models import Person
from vungcao.kernel.tests.factories import (
    CitationFactory,
    GrantFactory,
    NationFactory,
    PersonFactory,
    ProvinceFactory,
    UnitFactory,
)
from vungcao.kernel.units.models import Form, Kind, Unit
from vungcao.systems.prestige.models import Cycle, Recognition
from vungcao.systems.prestige.services.deciding import Decided
from vungcao.systems.prestige.services.profiles import Profile
from vungcao.systems.prestige.services.recognising import NewRecognition, recognise

TODAY = date(2026, 11, 23)
SINCE = date(2026, 1, 10)
VALUES = {
    "prestige.authority": ("text", "commune"),
    "prestige.term.years": ("integer", "5"),
    "prestige.quorum.numerator": ("integer", "2"),
    "prestige.quorum.denominator": ("integer", "3"),
    "prestige.slots.merged": ("boolean", "true"),
    "prestige.benefit.tet_gift.ceiling": ("money", "500000"),
    "prestige.benefit.tet_gift.times": ("integer", "2"),
    "prestige.benefit.illness.ceiling.commune": ("money", "500000"),
    "prestige.benefit.illness.times": ("integer", "1"),
    "prestige.statistics.small_cell": ("integer", "5"),
    "prestige.silence.months": ("integer", "6"),
    "prestige.ending.months": ("integer", "6"),
    "prestige.report.days": ("integer", "10"),
}
KINDS = {
    "tet_gift": ("1", "Quà Tết mẫu", "money", "false"),
    "illness": ("2", "Thăm ốm mẫu", "money", "true"),
    "newspaper": ("3", "Cấp báo mẫu", "kind", "false"),
}
LISTS: dict[str, dict[str, dict[str, str]]] = {
    "prestige.components": {
        "02": {"name": "Trưởng thôn"},
        "03": {"name": "Già làng"},
        "11": {"name": "Đảng viên"},
    },
    "prestige.end_reasons": {
        "death": {"position": "1", "name": "Qua đời"},
        "moved": {"position": "2", "name": "Chuyển nơi ở"},
    },
    "prestige.criteria": {"citizen": {"position": "1", "name": "Công dân Việt Nam"}},
    "prestige.benefit_kinds": {
        code: dict(zip(("position", "name", "gives", "by_level"), said, strict=True))
        for code, said in KINDS.items()
    },
}
TYPES = {"position": "integer", "by_level": "boolean"}


def law(since: date = date(2018, 4, 20), until: date | None = None) -> None:
    """The norms that the register asks for, where a test has not loaded the reference data.

    Laid in a few statements: hundreds of tests begin with it.
    """
    basis = CitationFactory.create(state=State.SEEN)
    days = {"valid_from": since, "valid_until": until}
    parameters = Parameter.objects.bulk_create(
        Parameter(code=code, name=code, value_type=kind) for code, (kind, _value) in VALUES.items()
    )
    ParameterValue.objects.bulk_create(
        ParameterValue(parameter=one, value=VALUES[one.code][1], basis=basis, **days)
        for one in parameters
    )
    tables = Table.objects.bulk_create(
        Table(code=code, name=code, columns=_columns(rows)) for code, rows in LISTS.items()
    )
    versions = TableVersion.objects.bulk_create(
        TableVersion(table=table, basis=basis, valid_from=since) for table in tables
    )
    TableRow.objects.bulk_create(
        TableRow(version=version, key=key, values=values)
        for version in versions
        for key, values in LISTS[version.table.code].items()
    )


def _columns(rows: dict[str, dict[str, str]]) -> list[dict[str, str]]:
    names = next(iter(rows.values()))
    return [{"name": name, "label": name, "type": TYPES.get(name, "text")} for name in names]


def cycle() -> Cycle:
    """The cycle of the tests' day; made when it is not there."""
    made, _is_new = Cycle.objects.get_or_create(
        code="2023-2027",
        defaults={
            "name": "Kỳ 2023–2027",
            "valid_from": date(2023, 1, 1),
            "valid_until": date(2028, 1, 1),
            "basis": CitationFactory.create(),
        },
    )
    return made


def commune(called: str = "Mẫu", parent: Unit | None = None) -> Unit:
    """A commune below a province below the nation."""
    nation = Unit.objects.filter(pk=1).first() or NationFactory.create()
    above = parent or Unit.objects.filter(kind=Kind.PROVINCE).order_by("pk").first()
    province = above or ProvinceFactory.create(parent=nation, called="Mẫu")
    return UnitFactory.create(parent=province, called=called)


def village(parent: Unit, called: str = "mẫu 1") -> Unit:
    """A village of a commune."""
    return UnitFactory.create(kind=Kind.VILLAGE, form=Form.HAMLET, called=called, parent=parent)


def person(where: Unit, **said: Any) -> Person:
    """Somebody who lives there; the test is bound to a reach that holds the place."""
    return PersonFactory.create(**{"full_name": "Nông Mẫu An", "unit": where, **said})


def decided(where: Unit, day: date = SINCE, number: str = "07/QĐ-MAU") -> Decided:
    """A decision of a commune's chairman."""
    return Decided(number, day, where, "Uỷ ban nhân dân xã Mẫu")


def recognised(
    where: Unit, by: User, *, since: date = SINCE, profile: Profile | None = None, **said: Any
) -> Recognition:
    """A person of a village, recognised by the village's commune."""
    cycle()
    above = Unit.objects.get(pk=int(where.scope.strip("/").split("/")[-2]))
    new = NewRecognition(
        person(where, **said), where, since, profile=profile or Profile(components=("03",))
    )
    return recognise(new=new, decided=decided(above, since), today=TODAY, by=by)


def officer(role: Role, unit: Unit) -> User:
    """An account that holds `role` over `unit`."""
    return GrantFactory.create(user__username=role.value, role=role, unit=unit).user
