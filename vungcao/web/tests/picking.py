"""A province with a commune that was merged away, and the ways in which a field is asked."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core import signing
from django.test import Client
from django.urls import reverse

from vungcao.kernel.accounts.models import User
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.factories import (
    CitationFactory,
    NationFactory,
    ProvinceFactory,
    UnitFactory,
    UserFactory,
    VillageFactory,
)
from vungcao.kernel.units import services as units
from vungcao.kernel.units.models import Unit
from vungcao.web.pickers.picker import SALT

MERGED_ON = date(2025, 7, 1)


@dataclass
class World:
    """Xã Phong Mẫu went into Xã Sa Mẫu; another province lies out of most readers' reach."""

    nation: Unit = field(default_factory=NationFactory.create)
    by: User = field(default_factory=UserFactory.create)

    def __post_init__(self) -> None:
        self.province = ProvinceFactory.create(parent=self.nation, called="Núi")
        self.commune = UnitFactory.create(parent=self.province, called="Sa Mẫu", code="90001")
        self.former = UnitFactory.create(parent=self.province, called="Phong Mẫu")
        self.other = UnitFactory.create(parent=self.province, called="Tân Mẫu")
        self.village = VillageFactory.create(parent=self.commune, called="Bản Đào")
        self.away = ProvinceFactory.create(parent=self.nation, called="Biển")
        self.far = UnitFactory.create(parent=self.away, called="Sa Biển")
        self._merge()

    def _merge(self) -> None:
        with scoped(("/1/",)):
            head = units.Head("Nhập Phong Mẫu (mẫu)", MERGED_ON, CitationFactory.create())
            reform = units.draft(head=head, by=self.by)
            for source in (self.former, self.commune):
                units.add_succession(reform=reform, source=source, target=self.commune, by=self.by)
            units.apply(reform=reform, today=date(2026, 11, 23), by=self.by)
        for unit in (self.commune, self.former, self.village):
            unit.refresh_from_db()


def token(kind: str, **words: Any) -> str:
    """What a form signs for the address of its search."""
    return signing.dumps([kind, words], salt=SALT, compress=True)


def asked(client: Client, words: str, signed: str) -> dict[str, Any]:
    answer = client.post(reverse("pick"), {"token": signed, "q": words})
    assert answer.status_code == 200, answer.status_code
    found: dict[str, Any] = answer.json()
    return found


def labels(found: dict[str, Any]) -> list[str]:
    return [option["label"] for option in found["options"]]
