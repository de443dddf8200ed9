"""What is offered of reading workbooks and giving them away."""

from django.utils.translation import gettext_lazy as _

from vungcao.kernel.offers.screens import MenuEntry, menu
from vungcao.systems.prestige import permissions
from vungcao.systems.prestige.offers.group import PRESTIGE

menu.register(
    "prestige.90_import",
    MenuEntry(
        label=_("Nhập từ tệp Excel"),
        url_name="prestige:import",
        roles=permissions.IMPORT_REGISTER,
        group=PRESTIGE,
        icon="upload",
    ),
)
