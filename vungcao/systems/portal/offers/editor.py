"""The way into the editor from the office's menu."""

from django.utils.translation import gettext_lazy as _

from vungcao.kernel.offers.screens import MenuEntry, menu
from vungcao.systems.portal import permissions

PORTAL = _("Cổng thông tin")

menu.register(
    "portal.10_editor",
    MenuEntry(
        label=_("Soạn và đăng bài"),
        url_name="portal:editor",
        roles=permissions.EDIT,
        group=PORTAL,
        icon="book",
    ),
)
menu.register(
    "portal.30_translations",
    MenuEntry(
        label=_("Bản dịch"),
        url_name="portal:translations",
        roles=permissions.RECORD,
        group=PORTAL,
        icon="list",
    ),
)
