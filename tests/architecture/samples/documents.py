"""Documents: those of offices within one's reach; a form stands for everybody who writes."""

from datetime import date

from tests.architecture.samples import EVERYWHERE, Arguments, Sample
from vungcao.kernel.accounts.models import User
from vungcao.kernel.documents.models import NumberSeries, SigningKey
from vungcao.kernel.documents.services import numbering
from vungcao.kernel.tests.documents import world
from vungcao.kernel.tests.factories import UserFactory
from vungcao.kernel.units.models import Unit

STEPS = ("edit", "preview", "copy", "discard", "number", "cancel", "sign", "revoke", "relate")


def document(unit: Unit, user: User) -> Arguments:
    return {"code": world.draft(world.office(unit), UserFactory.create()).code}


def template(unit: Unit, user: User) -> Arguments:
    return {"template": "documents.letter"}


def _series(unit: Unit) -> NumberSeries:
    office = world.office(unit)
    world.books(office, UserFactory.create())
    return NumberSeries.objects.filter(organisation=office).order_by("pk")[0]


def book(unit: Unit, user: User) -> Arguments:
    return {"pk": _series(unit).pk}


def held(unit: Unit, user: User) -> Arguments:
    day = world.TODAY
    made = numbering.reserve_numbers(
        series=_series(unit),
        count=1,
        day=day,
        today=day,
        reason="Mẫu",
        by=UserFactory.create(),
    )
    return {"pk": made[0].pk}


def key(unit: Unit, user: User) -> Arguments:
    office = world.office(unit)
    made = SigningKey.objects.create(
        organisation=office,
        unit=office.unit,
        scope=office.scope,
        file="mau",
        holder="MẪU",
        fingerprint="0" * 64,
        valid_from=date(2025, 7, 1),
    )
    return {"pk": made.pk}


SAMPLES = {
    "administration:numbers-book": Sample(book),
    "administration:number-cancel": Sample(held),
    "administration:key-withdraw": Sample(key),
    "administration:document": Sample(document),
    "administration:document-new": Sample(template, EVERYWHERE),
    **{f"administration:document-{step}": Sample(document) for step in STEPS},
}
