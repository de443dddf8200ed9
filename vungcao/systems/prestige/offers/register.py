"""What is offered of the register, a person's page, villages and what is missing."""

from django.utils.translation import gettext_lazy as _

from vungcao.kernel.access.roles import Permission, Role
from vungcao.kernel.offers.duties import Duties, duties
from vungcao.kernel.offers.screens import MenuEntry, Tile, menu, tiles
from vungcao.kernel.offers.search import Source, sources
from vungcao.systems.prestige import permissions
from vungcao.systems.prestige.offers.group import PRESTIGE
from vungcao.systems.prestige.queries import counting, coverage, reminding, searching

REMINDED: Permission = frozenset({Role.COMMUNE_OFFICER, Role.SPECIALIST})

menu.register(
    "prestige.10_register",
    MenuEntry(
        label=_("Danh sách người có uy tín"),
        url_name="prestige:register",
        roles=permissions.READ_REGISTER,
        group=PRESTIGE,
        icon="people",
    ),
)
menu.register(
    "prestige.20_coverage",
    MenuEntry(
        label=_("Độ phủ và nhắc việc"),
        url_name="prestige:coverage",
        roles=permissions.READ_REGISTER,
        group=PRESTIGE,
        icon="flag",
    ),
)
tiles.register(
    "prestige.in_force",
    Tile(
        label=_("Người có uy tín đang được công nhận"),
        figure=counting.in_force,
        roles=permissions.READ_REGISTER,
        url_name="prestige:register",
    ),
)
tiles.register(
    "prestige.without",
    Tile(
        label=_("Thôn chưa có người có uy tín"),
        figure=coverage.count_without,
        roles=permissions.READ_REGISTER,
        url_name="prestige:coverage",
    ),
)
duties.register(
    "prestige.wanting",
    Duties(
        label=_("thôn cần người có uy tín"),
        roles=REMINDED,
        waiting=reminding.wanting,
        told=reminding.tell_wanting,
        is_pile=True,
    ),
)
duties.register(
    "prestige.ending",
    Duties(
        label=_("người có uy tín sắp hết kỳ"),
        roles=REMINDED,
        waiting=reminding.ending,
        told=reminding.tell_ending,
        is_pile=True,
    ),
)
sources.register(
    "prestige.villages",
    Source(
        label=_("Thôn có người có uy tín"),
        roles=permissions.READ_REGISTER,
        url_name="prestige:village",
        model="prestige.Recognition",
        topics=frozenset({"prestige.listed", "prestige.recognised", "prestige.voided", "units."}),
        read=searching.villages,
        key_of=searching.village_of,
    ),
)
