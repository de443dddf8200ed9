"""What administration offers the rest of the product: entries of the menu, figures."""

from django.utils.translation import gettext_lazy as _

from vungcao.kernel.offers.screens import MenuEntry, menu
from vungcao.systems.administration import permissions

ADMINISTRATION = _("Quản trị")
REGISTERS = _("Sổ và danh sách")

menu.register(
    "administration.audit",
    MenuEntry(
        label=_("Nhật ký hệ thống"),
        url_name="administration:audit",
        roles=permissions.READ_AUDIT,
        group=ADMINISTRATION,
        icon="shield",
    ),
)

menu.register(
    "administration.reforms",
    MenuEntry(
        label=_("Sắp xếp đơn vị"),
        url_name="administration:reforms",
        roles=permissions.READ_REFORMS,
        group=ADMINISTRATION,
        icon="reform",
    ),
)

menu.register(
    "administration.units",
    MenuEntry(
        label=_("Đơn vị hành chính"),
        url_name="administration:units",
        roles=permissions.READ_UNITS,
        group=REGISTERS,
        icon="map",
    ),
)
