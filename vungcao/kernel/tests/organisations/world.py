"""A province with two communes and some bodies in them, to write acts about."""

from datetime import date
from typing import Any

from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar.models import WorkingCalendar
from vungcao.kernel.organisations import services
from vungcao.kernel.organisations.models import Organisation, OrganisationKind
from vungcao.kernel.organisations.services import NewOrganisation
from vungcao.kernel.tests.factories import (
    CitationFactory,
    NationFactory,
    ProvinceFactory,
    UnitFactory,
    UserFactory,
)
from vungcao.kernel.units.models import Unit

FOUNDED, ACT = date(2025, 1, 1), date(2025, 7, 1)


class World:
    """`founded` makes a body; everything else is words."""

    def __init__(self) -> None:
        self.by: User = UserFactory.create()
        self.basis = CitationFactory.create()
        self.calendar = WorkingCalendar.objects.create(code="mau", name="Lịch mẫu")
        nation = NationFactory.create()
        self.province: Unit = ProvinceFactory.create(parent=nation, called="Mẫu")
        self.a: Unit = UnitFactory.create(parent=self.province, called="Mẫu A")
        self.b: Unit = UnitFactory.create(parent=self.province, called="Mẫu B")

    def new(self, name: str, unit: Unit | None = None, **more: Any) -> NewOrganisation:
        given = {
            "kind": OrganisationKind.DEPARTMENT,
            "unit": unit or self.province,
            "calendar": self.calendar,
            "basis": self.basis,
            "valid_from": FOUNDED,
        }
        return NewOrganisation(name=name, **{**given, **more})

    def founded(self, name: str, unit: Unit | None = None, **more: Any) -> Organisation:
        return services.establish(new=self.new(name, unit, **more), by=self.by)

    def change(
        self, kind: str, *sources: Organisation, to: Any = (), **more: Any
    ) -> services.Change:
        given = {"effective_on": ACT, "basis": self.basis, "files_to": 0 if to else None}
        return services.Change(
            kind=kind,  # type: ignore[arg-type]
            sources=sources,
            targets=tuple(to),
            **{**given, **more},
        )
