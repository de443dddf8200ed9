"""A small synthetic province with two districts to reform in tests, and words to do it with."""

from dataclasses import dataclass, field
from datetime import date

from vungcao.kernel.accounts.models import User
from vungcao.kernel.tests.factories import (
    CitationFactory,
    DistrictFactory,
    NationFactory,
    ProvinceFactory,
    UnitFactory,
    UserFactory,
)
from vungcao.kernel.units import services
from vungcao.kernel.units.models import Form, Kind, Reform, Unit

DAY = date(2026, 1, 1)
TODAY = date(2026, 11, 23)


@dataclass
class World:
    """The nation, a province, two districts and four communes with codes."""

    nation: Unit = field(default_factory=NationFactory.create)
    by: User = field(default_factory=UserFactory.create)

    def __post_init__(self) -> None:
        self.province = ProvinceFactory.create(parent=self.nation, called="Mẫu", code="98")
        self.east = DistrictFactory.create(parent=self.province, called="Đông Mẫu", code="901")
        self.west = DistrictFactory.create(parent=self.province, called="Tây Mẫu", code="902")
        self.a, self.b, self.c, self.d = (
            UnitFactory.create(parent=parent, called=f"Mẫu {letter}", code=f"9900{number}")
            for number, (letter, parent) in enumerate(
                [("A", self.east), ("B", self.east), ("C", self.west), ("D", self.west)], start=1
            )
        )

    def draft(self, effective_on: date = DAY) -> Reform:
        head = services.Head("Sắp xếp mẫu", effective_on, CitationFactory.create(), "1/QĐ-MAU")
        return services.draft(head=head, by=self.by)

    def merger(self, *sources: Unit, name: str = "Mẫu Mới", effective_on: date = DAY) -> Reform:
        """A draft that makes one commune of several."""
        reform = self.draft(effective_on)
        new = services.NewEstablishment(Kind.COMMUNE, Form.COMMUNE, name, self.east, code="99100")
        made = services.add_establishment(reform=reform, new=new, by=self.by)
        for source in sources:
            services.add_succession(reform=reform, source=source, target=made, by=self.by)
        return reform

    def split(self, source: Unit, *weights: int, effective_on: date = DAY) -> Reform:
        """A draft that makes several communes of one."""
        reform = self.draft(effective_on)
        for number, weight in enumerate(weights, start=1):
            new = services.NewEstablishment(
                Kind.COMMUNE, Form.COMMUNE, f"Mẫu Phần {number}", self.east, code=f"9920{number}"
            )
            made = services.add_establishment(reform=reform, new=new, by=self.by)
            services.add_succession(
                reform=reform, source=source, target=made, weight=weight, by=self.by
            )
        return reform

    def apply(self, reform: Reform, today: date = TODAY) -> Reform:
        return services.apply(reform=reform, today=today, by=self.by)
