"""What readers are led to: the link about the page that they read, and following a remark."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.offers.screens import PageEntry, PublicEntry, page_entries, public_entries
from vungcao.systems.comments.rules import pages


def about_page(path: str) -> str:
    """Where something is said about the page of a path; not about the form itself."""
    form = reverse("comments:page")
    if path.startswith(form):
        return ""
    return f"{form}?{urlencode({'trang': pages.named(path)}, safe='/')}"


page_entries.register("comments.page", PageEntry(label=_("Góp ý trang này"), address=about_page))
public_entries.register(
    "comments.follow",
    PublicEntry(
        label=_("Theo dõi góp ý"),
        url_name="comments:follow",
        text=_("Xem góp ý về một trang đã được trả lời chưa, bằng mã theo dõi và mã bí mật."),
    ),
)
