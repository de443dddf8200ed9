"""What the screens of the kernel's nouns offer to the menu."""

from django.utils.translation import gettext_lazy as _

from vungcao.kernel.access.roles import OFFICE
from vungcao.kernel.offers.duties import Duties, duties
from vungcao.kernel.offers.screens import MenuEntry, PublicEntry, menu, public_entries
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

public_entries.register(
    "web.1-verify",
    PublicEntry(
        label=_("Xác minh văn bản"),
        url_name="verify",
        text=_("Kiểm tra một văn bản có thật, còn hiệu lực và chưa bị sửa hay không."),
        in_head=True,
    ),
)
public_entries.register(
    "web.2-help",
    PublicEntry(
        label=_("Hướng dẫn"),
        url_name="help",
        text=_("Mỗi trang hướng dẫn một việc, đọc được khi chưa đăng nhập."),
    ),
)
public_entries.register(
    "web.3-accessibility",
    PublicEntry(
        label=_("Khả năng tiếp cận"),
        url_name="accessibility",
        text=_("Trang đã dễ dùng với mọi người đến đâu, còn thiếu gì, góp ý ở đâu."),
    ),
)
public_entries.register(
    "web.4-sitemap",
    PublicEntry(
        label=_("Sơ đồ trang"),
        url_name="sitemap",
        text=_("Mọi trang ai cũng mở được."),
    ),
)
