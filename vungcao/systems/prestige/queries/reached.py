"""Whose records the reader still reaches: a row of the register stays where its village is.

The record of a person moves with the person, and a join with it would drop the row.
"""

from collections.abc import Iterable
from typing import Protocol

from django.utils.translation import gettext_lazy as _

from vungcao.kernel.people.models import Person

MOVED_AWAY = _("Hồ sơ đã chuyển khỏi địa bàn")
MOVED = "Hồ sơ đã chuyển khỏi địa bàn"  # in files, which are Vietnamese whoever reads the page


class OfPerson(Protocol):
    """A recognition or a nominee."""

    person_id: int


def reached(rows: Iterable[OfPerson]) -> dict[int, Person]:
    """The persons of these rows, with their keys, as far as the bound reach holds them."""
    wanted = {row.person_id for row in rows}
    return Person.objects.select_related("key").in_bulk(wanted) if wanted else {}
