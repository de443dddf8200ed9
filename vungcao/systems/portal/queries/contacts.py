"""Posts and rooms of the office on a day, as plain values in both languages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from vungcao.systems.portal.models import ContactBoard, OfficePost
from vungcao.systems.portal.queries.opened import opened
from vungcao.systems.portal.rules.contacts import dialled


@dataclass(frozen=True)
class Reach:
    """How one post is reached; English words are empty where nobody has entered them."""

    post: str
    post_en: str
    room: str
    room_en: str
    duties: str
    telephone: str
    email: str

    @property
    def dialled(self) -> str:
        return dialled(self.telephone)


def posts(day: date, board: ContactBoard | None = None) -> Sequence[Reach]:
    """The posts in force on a day, in the order of the board; of all published boards together."""
    boards = opened(ContactBoard.objects)
    if board is not None:
        boards = boards.filter(pk=board.pk)
    ends = Q(valid_until=None) | Q(valid_until__gt=day)
    rows = OfficePost.objects.filter(ends, board__in=boards, valid_from__lte=day)
    return [
        Reach(
            one.post,
            one.post_en,
            one.room,
            one.room_en,
            one.duties,
            one.telephone,
            one.email,
        )
        for one in rows.order_by("board", "sort_order", "pk")
    ]
