"""Rows of the kernel to begin a test with; all names are invented."""

from datetime import date
from typing import Any

from factory.declarations import LazyAttribute, LazyFunction, SelfAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory

from vungcao.kernel.access.models import Grant
from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar.models import WorkingCalendar
from vungcao.kernel.citations.models import Citation, State
from vungcao.kernel.organisations.models import (
    Organisation,
    OrganisationKind,
    OrganisationName,
)
from vungcao.kernel.organisations.rules import folded
from vungcao.kernel.people import services as people
from vungcao.kernel.people.models import Person
from vungcao.kernel.units import names
from vungcao.kernel.units.models import Code, Form, Hierarchy, Kind, Name, Placement, Tally, Unit
from vungcao.kernel.units.queries import GSO
from vungcao.kernel.units.queries.scopes import reserve_ids


class UserFactory(DjangoModelFactory[User]):
    username = Sequence(lambda n: f"canbo{n}")

    class Meta:
        model = User


class CitationFactory(DjangoModelFactory[Citation]):
    number = Sequence(lambda n: f"{n}/NQ-MAU")
    article = "Điều 1"
    state = State.SYNTHETIC

    class Meta:
        model = Citation


class UnitFactory(DjangoModelFactory[Unit]):
    """A commune with its name (`called`), and its `code` and place below `parent` when given."""

    id: Any = LazyFunction(lambda: reserve_ids(1)[0])
    kind = Kind.COMMUNE
    form = Form.COMMUNE
    called: Any = Sequence(lambda n: f"Mẫu {n}")
    code = ""
    parent: Any = None
    scope: Any = LazyAttribute(
        lambda unit: f"{unit.parent.scope if unit.parent else '/1/'}{unit.id}/"
    )
    basis = SubFactory(CitationFactory)
    valid_from = date(2024, 12, 31)

    class Meta:
        model = Unit

    @classmethod
    def _create(cls, model_class: type[Unit], *args: Any, **kwargs: Any) -> Unit:
        form, text = kwargs.pop("form"), kwargs.pop("called")
        code, parent = kwargs.pop("code"), kwargs.pop("parent")
        unit = Unit.objects.create(**kwargs)
        facts = {"unit": unit, "basis": unit.basis, "valid_from": unit.valid_from}
        facts["valid_until"] = unit.valid_until
        folded = names.fold_toneless(text)
        Name.objects.create(form=form, text=text, folded=folded, **facts)
        if code:
            Code.objects.create(kind=unit.kind, scheme=GSO, code=code, **facts)
        if parent:
            Placement.objects.create(parent=parent, hierarchy=Hierarchy.ADMINISTRATIVE, **facts)
        return unit


class NationFactory(UnitFactory):
    id = 1
    kind = Kind.NATION
    form = Form.NONE
    called = "Nước mẫu"
    scope = "/1/"


class ProvinceFactory(UnitFactory):
    kind = Kind.PROVINCE
    form = Form.PROVINCE


class DistrictFactory(UnitFactory):
    kind = Kind.DISTRICT
    form = Form.DISTRICT


class VillageFactory(UnitFactory):
    kind = Kind.VILLAGE
    form = Form.HAMLET
    called = Sequence(lambda n: f"Thôn mẫu {n}")


class TallyFactory(DjangoModelFactory[Tally]):
    measure = "population"
    unit = SubFactory(UnitFactory)
    scope = SelfAttribute("unit.scope")
    day = date(2024, 12, 31)
    value = 1000
    basis = SubFactory(CitationFactory)

    class Meta:
        model = Tally


class CalendarFactory(DjangoModelFactory[WorkingCalendar]):
    code = Sequence(lambda n: f"mau-{n}")
    name = "Lịch mẫu"

    class Meta:
        model = WorkingCalendar


class OrganisationFactory(DjangoModelFactory[Organisation]):
    """A body with its name (`called`)."""

    kind = OrganisationKind.DEPARTMENT
    unit = SubFactory(UnitFactory)
    scope = SelfAttribute("unit.scope")
    calendar = SubFactory(CalendarFactory)
    basis = SubFactory(CitationFactory)
    valid_from = date(2025, 7, 1)
    called: Any = Sequence(lambda n: f"Cơ quan mẫu {n}")

    class Meta:
        model = Organisation

    @classmethod
    def _create(cls, model_class: type[Organisation], *args: Any, **kwargs: Any) -> Organisation:
        text = kwargs.pop("called")
        body = Organisation.objects.create(**kwargs)
        OrganisationName.objects.create(
            organisation=body,
            text=text,
            folded=folded(text),
            basis=body.basis,
            valid_from=body.valid_from,
            valid_until=body.valid_until,
        )
        return body


class GrantFactory(DjangoModelFactory[Grant]):
    user = SubFactory(UserFactory)
    role = Role.COMMUNE_OFFICER
    unit = SubFactory(UnitFactory)
    scope = SelfAttribute("unit.scope")
    valid_from = date(2025, 7, 1)

    class Meta:
        model = Grant


class PersonFactory(DjangoModelFactory[Person]):
    """A person entered through the service, with what a draft may hold; needs a reach."""

    full_name = "Người Mẫu"
    unit = SubFactory(UnitFactory)

    class Meta:
        model = Person

    @classmethod
    def _create(cls, model_class: type[Person], *args: Any, **kwargs: Any) -> Person:
        by, today = kwargs.pop("by", None), kwargs.pop("today", date(2026, 1, 5))
        draft = people.PersonDraft(**kwargs)
        return people.register(draft=draft, today=today, by=by or UserFactory.create())
