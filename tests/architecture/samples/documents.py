"""Documents: those of offices within one's reach; a form stands for everybody who writes."""

from tests.architecture.samples import EVERYWHERE, Arguments, Sample
from vungcao.kernel.accounts.models import User
from vungcao.kernel.tests.documents import world
from vungcao.kernel.tests.factories import UserFactory
from vungcao.kernel.units.models import Unit

STEPS = ("edit", "preview", "copy", "discard", "number", "cancel", "sign", "revoke", "relate")


def document(unit: Unit, user: User) -> Arguments:
    return {"code": world.draft(world.office(unit), UserFactory.create()).code}


def template(unit: Unit, user: User) -> Arguments:
    return {"template": "documents.letter"}


SAMPLES = {
    "administration:document": Sample(document),
    "administration:document-new": Sample(template, EVERYWHERE),
    **{f"administration:document-{step}": Sample(document) for step in STEPS},
}
