"""What is offered of checks over the past: the menu."""

from django.utils.translation import gettext_lazy as _

from vungcao.kernel.offers.screens import MenuEntry, menu
from vungcao.systems.statistics import permissions
from vungcao.systems.statistics.offers.group import FIGURES

menu.register(
    "statistics.55_checks",
    MenuEntry(
        label=_("Kiểm tra số liệu"),
        url_name="statistics:checks",
        roles=permissions.READ_SUBMISSIONS,
        group=FIGURES,
        icon="check",
    ),
)
