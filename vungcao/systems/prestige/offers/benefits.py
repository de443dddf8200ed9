"""What is offered of benefits, lists of grants, money, visits."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.norms.models import ValueType
from vungcao.kernel.norms.services import parameters
from vungcao.kernel.offers.duties import Duties, duties
from vungcao.kernel.offers.reference import Row
from vungcao.kernel.offers.screens import MenuEntry, Tile, menu, tiles
from vungcao.kernel.offers.upkeep import ReferenceFile, reference_files
from vungcao.systems.prestige import permissions
from vungcao.systems.prestige.offers.group import PRESTIGE
from vungcao.systems.prestige.queries import calendar
from vungcao.systems.prestige.queries.benefits import PREFIX

menu.register(
    "prestige.40_benefits",
    MenuEntry(
        label=_("Chế độ, hỗ trợ"),
        url_name="prestige:benefits",
        roles=permissions.READ_BENEFITS,
        group=PRESTIGE,
        icon="box",
    ),
)
menu.register(
    "prestige.50_budget",
    MenuEntry(
        label=_("Kinh phí"),
        url_name="prestige:budget",
        roles=permissions.READ_BENEFITS,
        group=PRESTIGE,
        icon="money",
    ),
)
menu.register(
    "prestige.60_calendar",
    MenuEntry(
        label=_("Lịch thăm hỏi"),
        url_name="prestige:calendar",
        roles=permissions.READ_REGISTER,
        group=PRESTIGE,
        icon="calendar",
    ),
)
duties.register(
    "prestige.visits",
    Duties(
        _("lần thăm đến ngày trong tuần"),
        permissions.KEEP_BENEFITS,
        calendar.visits_due,
        calendar.tell_visits,
    ),
)
tiles.register(
    "prestige.visits",
    Tile(
        label=_("Lần thăm người có uy tín trong 7 ngày tới"),
        figure=calendar.count_visits,
        roles=permissions.KEEP_BENEFITS,
        url_name="prestige:calendar",
    ),
)


def declare_ceilings(rows: list[Row], by: AbstractBaseUser) -> None:
    """A ceiling of every kind of money, so that one whose amount nobody has read can be entered."""
    for row in rows:
        if row["gives"] == "money" and row["by_level"] == "false":
            parameters.declare(
                code=f"{PREFIX}{row['key']}.ceiling",
                name=f"{row['name']}: mức tối đa mỗi lần",
                value_type=ValueType.MONEY,
                unit_of_measure="đồng/lần",
                by=by,
            )


reference_files.register(
    "prestige.open_ceilings",
    ReferenceFile(311, "prestige_benefit_kinds.csv", declare_ceilings),
)
