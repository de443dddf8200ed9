"""What is missing in the register today: villages, ends of terms, silence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.systems.prestige import permissions
from vungcao.systems.prestige.models.recognitions import RecognitionQuerySet
from vungcao.systems.prestige.queries import coverage as queries
from vungcao.systems.prestige.queries import norms
from vungcao.systems.prestige.queries.coverage import VillageLine
from vungcao.systems.prestige.services import listing
from vungcao.systems.prestige.services.listing import Line
from vungcao.systems.prestige.views import coverage_tables as tables
from vungcao.systems.prestige.views import register_table
from vungcao.web.access import only
from vungcao.web.context import chosen
from vungcao.web.facts import Fact, Said
from vungcao.web.http import AccountRequest
from vungcao.web.links import Place
from vungcao.web.tables import Lines, Table, answer, keeps
from vungcao.web.tables.lines import Rows

TABS: dict[str, Promise] = {
    "": _("Theo xã"),
    "without": _("Thôn chưa có ai"),
    "vacant": _("Suất trống"),
    "ending": _("Sắp hết kỳ"),
    "silent": _("Lâu chưa liên hệ"),
}


@dataclass(frozen=True)
class Missing:
    """Everything that the tabs count, within the scopes that are looked at."""

    scopes: tuple[str, ...]
    day: date
    villages: list[VillageLine]
    ending: RecognitionQuerySet
    silent: RecognitionQuerySet

    @property
    def without(self) -> list[VillageLine]:
        return [line for line in self.villages if not line.held]

    @property
    def vacant(self) -> list[VillageLine]:
        return [line for line in self.villages if line.allowed > 1 and line.free]

    def counts(self) -> dict[str, int]:
        return {
            "": 0,
            "without": len(self.without),
            "vacant": sum(line.free for line in self.vacant),
            "ending": self.ending.count(),
            "silent": self.silent.count(),
        }


@only(permissions.READ_REGISTER)
def coverage(request: AccountRequest) -> HttpResponseBase:
    kind = request.GET.get("kind", "")
    kind = kind if kind in TABS else ""
    scopes, day = chosen(request).narrow(request.user.reach), request.today
    missing = Missing(
        scopes,
        day,
        [] if keeps(request) else queries.village_lines(scopes, day),
        queries.ending(scopes, day),
        queries.silent(scopes, day),
    )
    table, rows = _list(request, kind, missing)
    context = {
        "tabs": _tabs(kind, missing.counts()),
        "facts": _thresholds(kind, day),
        "place": chosen(request).place,
        "has_no_area": not any(line.area for line in missing.villages),
        "kind": kind,
    }
    return answer(request, table, rows, "prestige/coverage.html", context)


def _list(request: AccountRequest, kind: str, missing: Missing) -> tuple[Table[Any, Any], Rows]:
    if kind in ("without", "vacant"):
        return tables.villages(kind), Lines(getattr(missing, kind))
    if not kind:
        found = queries.by_commune(missing.villages, missing.scopes, missing.day)
        return tables.summary(), Lines(found)

    def opened(lines: Sequence[Line]) -> Sequence[Line]:
        return listing.open_lines(lines=lines, by=request.user)

    rows = getattr(missing, kind).select_related("unit").order_by("scope", "pk")
    lines = listing.lines(rows, missing.day, missing.day)
    table = tables.persons(kind, register_table.columns(missing.day), opened)
    return table, Lines(lines)


def _tabs(kind: str, counts: dict[str, int]) -> list[Place]:
    here = reverse("prestige:coverage")
    return [
        Place(label, f"{here}?kind={key}" if key else here, key == kind, counts[key])
        for key, label in TABS.items()
    ]


def _thresholds(kind: str, day: date) -> list[Fact]:
    """The months that count, with what they rest on."""
    found: list[Fact] = []
    for key, code, sentence in (
        ("ending", queries.ENDING, _t("Sắp hết kỳ: còn không quá %(months)s tháng")),
        ("silent", queries.SILENCE, _t("Lâu chưa liên hệ: quá %(months)s tháng")),
    ):
        row = norms.setting(code, day)
        if row is not None and kind in ("", key):
            found.append((sentence % {"months": row.value}, Said(citation=row.basis)))
    return found
