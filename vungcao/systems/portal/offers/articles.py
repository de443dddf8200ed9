"""What other systems may have of the portal: its articles, and who opens its front page."""

from django.utils.translation import gettext_lazy as _

from vungcao.kernel.offers.articles import Articles, articles
from vungcao.kernel.offers.screens import PublicEntry, public_entries
from vungcao.systems.portal.queries import published, tongues
from vungcao.web.language import Counterparts, counterparts

articles.register(
    "portal.pages",
    Articles(
        label=_("Bài trên cổng thông tin"),
        newest=published.newest,
        named=published.named,
        newest_in=published.newest,
    ),
)
counterparts.register("portal.pages", Counterparts(tongues.counterpart))
public_entries.register(
    "portal.0-front",
    PublicEntry(
        label=_("Trang chủ"),
        url_name="portal:front",
        text=_("Tin mới, các chuyên mục và những gì cổng thông tin công bố."),
    ),
)
public_entries.register(
    "portal.0-news",
    PublicEntry(
        label=_("Tin tức"),
        url_name="portal:news",
        text=_("Bài mới về công tác dân tộc ở tỉnh và ở xã, bài mới nhất trước."),
        in_head=True,
    ),
)
