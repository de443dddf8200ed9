"""Two communes with villages, the law, a cycle and an officer: where changes are tested."""

from dataclasses import dataclass, field
from datetime import date

from vungcao.kernel.accounts.models import User
from vungcao.kernel.people.models import Person
from vungcao.kernel.tests.factories import CitationFactory, UserFactory
from vungcao.kernel.units import services as units
from vungcao.kernel.units.models import Form, Kind, Unit
from vungcao.systems.prestige.models import Cycle, Recognition
from vungcao.systems.prestige.services import ending
from vungcao.systems.prestige.services.ending import Ending
from vungcao.systems.prestige.services.recognising import NewRecognition, recognise
from vungcao.systems.prestige.tests import factories
from vungcao.systems.prestige.tests.factories import SINCE, TODAY, decided, law, recognised

MERGED = date(2026, 7, 1)


@dataclass
class Ground:
    """What stands before anybody is recognised. `by` enters it; screens have their own accounts."""

    by: User = field(default_factory=UserFactory.create)

    def __post_init__(self) -> None:
        law()
        self.cycle: Cycle = factories.cycle()
        self.commune: Unit = factories.commune("Mẫu")
        self.neighbour: Unit = factories.commune("Mẫu Bên")
        self.village: Unit = factories.village(self.commune, "mẫu 1")
        self.other: Unit = factories.village(self.commune, "mẫu 2")
        self.by.reach = ("/1/",)

    def person(self, where: Unit | None = None, **said: object) -> Person:
        return factories.person(where or self.village, **said)

    def new(self, where: Unit | None = None, since: date = SINCE) -> NewRecognition:
        village = where or self.village
        return NewRecognition(self.person(village), village, since)

    def recognise(self, new: NewRecognition, by_unit: Unit | None = None) -> Recognition:
        deciding = decided(by_unit or self.commune, new.valid_from)
        return recognise(new=new, decided=deciding, today=TODAY, by=self.by)

    def held(self, where: Unit | None = None, **said: object) -> Recognition:
        """Somebody who stands on the list."""
        return recognised(where or self.village, self.by, **said)  # type: ignore[arg-type]

    def withdraw(
        self, row: Recognition, day: date = date(2026, 10, 1), reason: str = "moved"
    ) -> Recognition:
        return ending.withdraw(
            recognition=row,
            ending=Ending(day, reason),
            decided=decided(self.commune, day, "08/QĐ-MAU"),
            today=TODAY,
            by=self.by,
        )

    def merge_villages(self) -> Unit:
        """The two villages become one on `MERGED`."""
        reform = units.draft(
            head=units.Head("Nhập thôn mẫu", MERGED, CitationFactory.create(), "1/QĐ-MAU"),
            by=self.by,
        )
        new = units.NewEstablishment(Kind.VILLAGE, Form.HAMLET, "mẫu 1 và 2", self.commune)
        made = units.add_establishment(reform=reform, new=new, by=self.by)
        for source in (self.village, self.other):
            units.add_succession(reform=reform, source=source, target=made, by=self.by)
        units.apply(reform=reform, today=TODAY, by=self.by)
        return Unit.objects.get(establishment=made)
