"""Whether a reform stays where its reader may act; the reform itself then sees the whole nation."""

from collections.abc import Iterable
from datetime import timedelta

from vungcao.kernel.scopes.models import Reader
from vungcao.kernel.units.models import Establishment, Reform, Revision, Succession, Unit
from vungcao.kernel.units.queries.lists import UnitOnDay, on_day


def outside(reform: Reform, reader: Reader) -> list[UnitOnDay]:
    """The units that a reform changes, or puts others under, and that `reader` does not reach.

    As named on the eve of the reform's day, in the order of their names.
    """
    ids = _changed(reform)
    reached = Unit.objects.filter(pk__in=ids).visible_to(reader)
    beyond = ids - set(reached.values_list("pk", flat=True))
    return on_day(beyond, reform.effective_on - timedelta(days=1))


def _changed(reform: Reform) -> set[int]:
    successions = Succession.objects.filter(reform=reform).order_by("pk")
    revisions = Revision.objects.filter(reform=reform).order_by("pk")
    establishments = Establishment.objects.filter(reform=reform).order_by("pk")
    return {
        *_present(successions.values_list("source", flat=True)),
        *_present(successions.filter(establishment=None).values_list("target", flat=True)),
        *_present(revisions.values_list("unit", flat=True)),
        *_present(revisions.values_list("parent_unit", flat=True)),
        *_present(revisions.values_list("receiver_unit", flat=True)),
        *_present(establishments.values_list("parent_unit", flat=True)),
    }


def _present(ids: Iterable[int | None]) -> set[int]:
    return {pk for pk in ids if pk is not None}
