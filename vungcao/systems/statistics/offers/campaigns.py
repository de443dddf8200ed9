"""What is offered of campaigns: the menu, tiles, and answers that wait for somebody."""

from django.utils.translation import gettext_lazy as _

from vungcao.kernel.offers.screens import MenuEntry, menu
from vungcao.systems.statistics import permissions
from vungcao.systems.statistics.offers.group import FIGURES

menu.register(
    "statistics.20_campaigns",
    MenuEntry(
        label=_("Đợt thu thập"),
        url_name="statistics:campaigns",
        roles=permissions.READ_CAMPAIGNS,
        group=FIGURES,
        icon="list",
    ),
)
