"""What administration offers the rest of the product: entries of the menu, figures."""

from django.utils.translation import gettext_lazy as _

from vungcao.kernel.offers.screens import MenuEntry, menu
from vungcao.systems.administration import permissions

ADMINISTRATION = _("Quản trị")

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
