"""Partners serve the whole product; a message belongs to the place of which it speaks."""

from tests.architecture.samples import EVERYWHERE, Arguments, Sample
from vungcao.kernel.accounts.models import User
from vungcao.kernel.exchange import services
from vungcao.kernel.exchange.models import OutboxMessage
from vungcao.kernel.offers.outbox import Announcement
from vungcao.kernel.units.models import Unit


def partner(unit: Unit, user: User) -> Arguments:
    return {"pk": services.enrol(code="mau", by=user).pk}


def decision(unit: Unit, user: User) -> Arguments:
    return {**partner(unit, user), "decision": "tam-dung"}


def message(unit: Unit, user: User) -> Arguments:
    services.write([Announcement("tests.said", "tests.Row:1", unit.scope, "mau")])
    return {"pk": OutboxMessage.objects.order_by("-pk")[0].pk}


def message_decision(unit: Unit, user: User) -> Arguments:
    return {**message(unit, user), "decision": "gui-lai"}


SAMPLES = {
    "administration:exchange-partner": Sample(partner, EVERYWHERE),
    "administration:exchange-decide": Sample(decision, EVERYWHERE),
    "administration:exchange-stop": Sample(partner, EVERYWHERE),
    "administration:exchange-replay": Sample(partner, EVERYWHERE),
    "administration:exchange-revise": Sample(partner, EVERYWHERE),
    "administration:exchange-message": Sample(message),
    "administration:exchange-message-decide": Sample(message_decision),
}
