"""What rests on a text that nobody has read: one line per legal basis and register."""

from collections.abc import Iterator
from functools import reduce
from operator import or_

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from vungcao.kernel.citations.models import Citation, State
from vungcao.kernel.offers.upkeep import Doubt
from vungcao.kernel.units.models import Name, Placement, Reform, Tally, Unit

UNREAD = (State.UNVERIFIED, State.MEMORY)
REGISTERS = (
    (Unit, "đơn vị"),
    (Name, "tên gọi"),
    (Placement, "nơi đứng"),
    (Reform, "sự kiện sắp xếp"),
    (Tally, "số đếm"),
)


def unread() -> QuerySet[Citation]:
    """The bases themselves: those on which any row stands."""
    stands = [Exists(model._base_manager.filter(basis=OuterRef("pk"))) for model, _of in REGISTERS]
    return Citation.objects.filter(reduce(or_, map(Q, stands)), state__in=UNREAD)


def doubts() -> Iterator[Doubt]:
    """Unverified bases of units, with how many rows stand on each."""
    counts = [
        (label, dict(model._base_manager.values_list("basis").annotate(Count("pk")).order_by()))
        for model, label in REGISTERS
    ]
    for citation in unread().order_by("number", "article", "pk"):
        counted = [f"{of[citation.pk]} {label}" for label, of in counts if citation.pk in of]
        if counted:
            yield Doubt(
                title=citation.title or str(citation),
                value=", ".join(counted),
                basis=str(citation),
                url="",  # the screens know where a basis is confirmed
                citation=citation.pk,
            )
