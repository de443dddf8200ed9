"""What is offered of entering figures: the menu."""

from django.utils.translation import gettext_lazy as _

from vungcao.kernel.offers.screens import MenuEntry, menu
from vungcao.systems.statistics import permissions
from vungcao.systems.statistics.offers.group import FIGURES

menu.register(
    "statistics.10_entry",
    MenuEntry(
        label=_("Nhập số liệu"),
        url_name="statistics:entry",
        roles=permissions.READ_SUBMISSIONS,
        group=FIGURES,
        icon="table",
    ),
)
