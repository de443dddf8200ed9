"""What is offered of tables of figures: the menu."""

from django.utils.translation import gettext_lazy as _

from vungcao.kernel.offers.screens import MenuEntry, menu
from vungcao.systems.statistics import permissions
from vungcao.systems.statistics.offers.group import FIGURES

menu.register(
    "statistics.50_tables",
    MenuEntry(
        label=_("Bảng số liệu"),
        url_name="statistics:tables",
        roles=permissions.READ_FIGURES,
        group=FIGURES,
        icon="chart",
    ),
)
