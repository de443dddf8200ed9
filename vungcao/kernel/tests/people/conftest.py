"""Two communes with a village each, an officer, and a transaction that sees the province."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from vungcao.kernel.accounts.models import User
from vungcao.kernel.people.models import Person
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.factories import (
    PersonFactory,
    ProvinceFactory,
    UnitFactory,
    UserFactory,
    VillageFactory,
)
from vungcao.kernel.units.models import Unit


@dataclass
class Place:
    """The units of a test and who works there, with the reach of the whole province."""

    province: Unit = field(default_factory=ProvinceFactory.create)
    by: User = field(default_factory=UserFactory.create)

    def __post_init__(self) -> None:
        self.north = UnitFactory.create(parent=self.province)
        self.south = UnitFactory.create(parent=self.province)
        self.village = VillageFactory.create(parent=self.north)
        self.other_village = VillageFactory.create(parent=self.north)
        self.far_village = VillageFactory.create(parent=self.south)
        self.by.reach = (self.province.scope,)

    def person(self, name: str = "Nông Mẫu An", **given: object) -> Person:
        return PersonFactory.create(**{"full_name": name, "unit": self.village, **given})


@pytest.fixture
def place(db: None) -> Iterator[Place]:
    made = Place()
    with scoped((made.province.scope,)):
        yield made
