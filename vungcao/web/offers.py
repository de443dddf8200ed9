"""What the screens of the kernel's nouns offer to the menu."""

from django.utils.translation import gettext_lazy as _

from vungcao.kernel.access.roles import OFFICE
from vungcao.kernel.offers.duties import Duties, duties
from vungcao.kernel.offers.screens import MenuEntry, menu
from vungcao.web import own_duties

MINE = _("Việc của tôi")

menu.register(
    "web.files",
    MenuEntry(
        label=_("Tệp của tôi"), url_name="own-files", roles=OFFICE, group=MINE, icon="upload"
    ),
)

duties.register(
    "web.delegations",
    Duties(
        _("uỷ quyền sắp bắt đầu hoặc sắp hết"),
        OFFICE,
        own_duties.delegations,
        own_duties.tell_delegations,
    ),
)
duties.register(
    "web.notices",
    Duties(
        _("thông báo quan trọng chưa đọc"),
        OFFICE,
        own_duties.notices,
        own_duties.tell_notices,
        is_pile=True,
    ),
)
