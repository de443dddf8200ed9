"""Refusals counted by account and day, as a list."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.audit.models import Entry
from vungcao.systems.administration.queries.grants import RefusalLine
from vungcao.web.tables import Column, Kind, Table


def _lines(rows: Sequence[Any]) -> list[RefusalLine]:
    return [RefusalLine(**row) for row in rows]


def _trail(line: RefusalLine) -> str:
    """Each of the refusals, in the trail."""
    words = {"actor": line.actor, "action": "access.refused", "day": f"{line.day:%d/%m/%Y}"}
    return f"{reverse('administration:audit')}?{urlencode(words)}"


REFUSALS: Table[Entry, RefusalLine] = Table(
    name="administration.refusals",
    label=_("Số lần bị từ chối theo tài khoản và ngày"),
    columns=(
        Column("actor", _("Tài khoản"), lambda line: line.actor, order=("actor",), address=_trail),
        Column("day", _("Ngày"), lambda line: line.day, Kind.DAY, order=("day", "times")),
        Column("times", _("Số lần"), lambda line: line.times, Kind.NUMBER, order=("times",)),
        Column("places", _("Số trang"), lambda line: line.places, Kind.NUMBER, order=("places",)),
        Column("last", _("Lần cuối"), lambda line: line.last, Kind.MOMENT, order=("last",)),
    ),
    order="-day",
    nothing=_("Không ai bị từ chối trong thời gian này."),
    prepare=_lines,
    key=lambda line: f"{line.actor} {line.day}",
    ties=("-day", "actor"),  # rows of a count have no key
)
