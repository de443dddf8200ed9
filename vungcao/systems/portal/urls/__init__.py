"""Addresses of the portal: pages for everybody, and the way into the editor.

Pages themselves have the last pattern of all (`vungcao/config/urls.py`).
"""

from django.urls import path, register_converter

from vungcao.systems.portal.rules import addresses
from vungcao.systems.portal.urls import audio, letters, tongues
from vungcao.systems.portal.views import (
    archive,
    budget,
    copies,
    desk,
    door,
    duties,
    figures,
    files,
    machines,
    pages,
    search,
    weeks,
)

app_name = "portal"


class PageConverter:
    """The address of a page: nothing that the product answers itself."""

    regex = addresses.PATH

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(PageConverter, "page")

urlpatterns = [
    path("bien-tap/", door.enter, name="editor"),
    path("lam-viec/cong-thong-tin/", desk.waiting, name="desk"),
    path("lam-viec/cong-thong-tin/<int:pk>/", desk.work, name="work"),
    path("trang-chu/", pages.front, name="front"),
    # A page like any other, answered by the pattern of pages: here it has a name for menus.
    path(addresses.NEWS, pages.page, {"path": addresses.NEWS}, name="news"),
    path("lam-viec/cong-thong-tin/cong-khai/", duties.duties, name="duties"),
    path("lam-viec/cong-thong-tin/ban-luu/", copies.copies, name="copies"),
    path("cong-khai/", duties.disclosed, name="disclosed"),
    path("tim-kiem/", search.search, name="search"),
    path("tim-kiem/goi-y/", search.hints, name="hints"),
    path("robots.txt", machines.robots, name="robots"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("tin-moi.atom", machines.atom, name="atom"),
    path("tin-moi.rss", machines.rss, name="rss"),
    path("lich-su-kien/<int:pk>/", machines.calendar, name="calendar"),
    path("ban-luu/<int:page>/<slug:sha256>/", pages.copy, name="copy"),
    path("so-lieu/", figures.browse, name="figures"),
    path("tep-trang/<str:code>/", files.give, name="file"),
    path("anh-bai/images/<str:name>", pages.picture, name="picture"),
    path("so-cong-khai/<int:pk>/", budget.lines, name="disclosure-csv"),
    path("lich-tuan/<int:pk>/", weeks.calendar, name="week-calendar"),
    path("luu-tru/<int:body>/", archive.archive, name="archive"),
    *letters.patterns,
    *audio.patterns,
    *tongues.patterns,
]
