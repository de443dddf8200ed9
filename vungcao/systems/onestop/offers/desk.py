"""What the desk offers: menu, what waits, the figure of it, and the kind of its scans."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.offers.duties import Duties, Duty, duties
from vungcao.kernel.offers.files import PDF, PICTURES, FileKind, file_kinds
from vungcao.kernel.offers.screens import MenuEntry, Tile, menu, tiles
from vungcao.systems.onestop import permissions
from vungcao.systems.onestop.models import Dossier
from vungcao.systems.onestop.offers.group import ONESTOP
from vungcao.systems.onestop.queries import desk
from vungcao.systems.onestop.services.storing import PAPER

menu.register(
    "onestop.20_intake",
    MenuEntry(
        label=_("Tiếp nhận tại quầy"),
        url_name="onestop:intake",
        roles=permissions.TAKE_IN,
        group=ONESTOP,
        icon="plus",
    ),
)
menu.register(
    "onestop.30_online",
    MenuEntry(
        label=_("Hồ sơ chờ tiếp nhận"),
        url_name="onestop:online",
        roles=permissions.TAKE_IN,
        group=ONESTOP,
        icon="list",
    ),
)

menu.register(
    "onestop.35_fees",
    MenuEntry(
        label=_("Sổ thu phí, lệ phí"),
        url_name="onestop:fee-book",
        roles=permissions.COLLECT_FEES,
        group=ONESTOP,
        icon="list",
    ),
)

tiles.register(
    "onestop.waiting",
    Tile(
        label=_("Hồ sơ chờ tiếp nhận"),
        figure=desk.waiting_under,
        roles=permissions.TAKE_IN,
        url_name="onestop:online",
    ),
)

file_kinds.register(
    PAPER,
    FileKind(
        label=_("giấy tờ của hồ sơ thủ tục"),
        roles=frozenset(map(str, permissions.READ_DOSSIERS)),
        media_types=frozenset({PDF, *PICTURES}),
    ),
)


def _told(rows: QuerySet[Dossier], day: date) -> Iterable[Duty]:
    for row in rows:
        yield Duty(
            title=_t("Tiếp nhận hồ sơ %s") % row.case.number,
            reason=_t("nộp ngày %s") % f"{row.submitted_at.astimezone(ZONE):%d/%m/%Y}",
            address=reverse("onestop:receive", args=[row.pk]),
            action=_t("Mở hồ sơ"),
        )


duties.register(
    "onestop.online",
    Duties(
        label=_("hồ sơ chờ tiếp nhận"),
        roles=permissions.TAKE_IN,
        waiting=desk.at_desk,
        told=_told,
    ),
)
