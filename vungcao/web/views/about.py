"""What is said about the public pages themselves: how usable they are, and which there are."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vungcao.kernel.offers.screens import public_entries
from vungcao.web import manual
from vungcao.web.public import Article, Item, Listing, Section, site_parts
from vungcao.web.shell import Link, address
from vungcao.web.views.help import sections

STATEMENT = "tro-nang"


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    about = Article(
        title=manual.title(STATEMENT),
        related=(Link(_("Sơ đồ trang"), reverse("sitemap"), ""),),
    )
    context = {"about": about, "text": manual.html(STATEMENT)}
    return render(request, "public/accessibility.html", context)


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every page that anybody may open, except forms that one only reaches by a letter."""
    offered = [one for _name, one in sorted(public_entries.items()) if address(one.url_name)]
    pages = tuple(Item(one.label, address(one.url_name), one.text) for one in offered)
    own = (
        Item(_("Đăng nhập"), reverse("sign-in"), _("Cán bộ và người dân đã có tài khoản.")),
        Item(_("Mở tài khoản"), reverse("register"), _("Dành cho người dân.")),
        Item(_("Quên mật khẩu"), reverse("reset"), _("Đặt mật khẩu mới bằng mã gửi đến bạn.")),
    )
    parts = [part.section() for _name, part in sorted(site_parts.items())]
    listing = Listing(
        title=_("Sơ đồ trang"),
        lead=_("Mọi trang ai cũng mở được."),
        sections=(
            Section(_("Trang công khai"), pages),
            *(part for part in parts if part.items),
            Section(_("Tài khoản"), own),
            *sections(),
        ),
        nothing=_("Chưa có trang công khai nào."),
    )
    return render(request, "public/list.html", {"listing": listing})
