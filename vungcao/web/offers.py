"""What the screens of the kernel's nouns offer to the menu."""

from django.utils.translation import gettext_lazy as _

from vungcao.kernel.access.roles import OFFICE
from vungcao.kernel.offers.screens import MenuEntry, menu

MINE = _("Việc của tôi")

menu.register(
    "web.files",
    MenuEntry(
        label=_("Tệp của tôi"), url_name="own-files", roles=OFFICE, group=MINE, icon="upload"
    ),
)
