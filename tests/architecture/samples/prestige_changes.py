"""Changes of the register: of persons whose village lies within reach."""

from tests.architecture.samples import Arguments, Sample
from vungcao.kernel.accounts.models import User
from vungcao.kernel.norms.models import Parameter
from vungcao.kernel.tests.factories import UserFactory, VillageFactory
from vungcao.kernel.units.models import Kind, Unit
from vungcao.systems.prestige.models import Recognition
from vungcao.systems.prestige.tests import factories


def recognition(unit: Unit, user: User) -> Arguments:
    """Somebody of a village there; of a province's one that lies in no commune."""
    by = UserFactory.create()
    if not Parameter.objects.filter(code="prestige.authority").exists():
        factories.law()
    village = VillageFactory.create(parent=unit)
    if unit.kind == Kind.COMMUNE:
        return {"pk": factories.recognised(village, by).pk}
    made = factories.recognised(factories.village(factories.commune("Mẫu Khác")), by)
    Recognition.objects.filter(pk=made.pk).update(unit=village, scope=village.scope)
    return {"pk": made.pk}


SAMPLES = {
    f"prestige:{screen}": Sample(recognition)
    for screen in ("withdraw", "replace", "void", "describe")
}
