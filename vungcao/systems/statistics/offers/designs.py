"""What is offered of forms: the menu."""

from django.utils.translation import gettext_lazy as _

from vungcao.kernel.offers.screens import MenuEntry, menu
from vungcao.systems.statistics import permissions
from vungcao.systems.statistics.offers.group import FIGURES

menu.register(
    "statistics.80_forms",
    MenuEntry(
        label=_("Biểu số liệu"),
        url_name="statistics:forms",
        roles=permissions.READ_CATALOGUE,
        group=FIGURES,
        icon="book",
    ),
)
