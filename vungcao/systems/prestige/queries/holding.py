"""What of the register hangs on units and persons, for those who change them."""

from vungcao.kernel.people.models import Person
from vungcao.kernel.people.queries import records_of
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.units.models import NATION_SCOPE, Kind, Unit
from vungcao.systems.prestige.models import Recognition


def count_recognitions(units: frozenset[int]) -> int:
    """Recognitions that these villages answer for, also of villages that were merged into them.

    As far as the reader may see them.
    """
    scopes = Unit.objects.filter(pk__in=units, kind=Kind.VILLAGE).values("scope")
    return Recognition.objects.standing().filter(scope__in=scopes).count()


def why_kept(person: int) -> str | None:
    """The register is kept by law: whoever was ever on it stays in it."""
    with scoped((NATION_SCOPE,)):
        found = Person.objects.filter(pk=person).first()
        if found is None:
            return None
        held = Recognition.objects.standing().filter(person__in=records_of(found))
        if not held.exists():
            return None
    return "Người này có tên trong danh sách người có uy tín, hồ sơ phải giữ."
