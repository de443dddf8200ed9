"""What readers are led to: the link about the page that they read, and following a remark."""

from django.utils.translation import gettext_lazy as _

from vungcao.kernel.offers.screens import PageEntry, PublicEntry, page_entries, public_entries

page_entries.register(
    "comments.page", PageEntry(label=_("Góp ý trang này"), url_name="comments:page", field="trang")
)
public_entries.register(
    "comments.follow",
    PublicEntry(
        label=_("Theo dõi góp ý"),
        url_name="comments:follow",
        text=_("Xem góp ý về một trang đã được trả lời chưa, bằng mã theo dõi và mã bí mật."),
    ),
)
