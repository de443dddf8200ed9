"""What the editor finds and what it does not: Wagtail asks for this file by its name."""

from django.contrib import messages
from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.menu import MenuItem
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.models import Page

from vungcao.systems.portal.models import Article
from vungcao.systems.portal.queries import checking

ABSENT = {"help", "settings"}  # of Wagtail itself, and of what roles decide here


@hooks.register("construct_admin_api")
def name_documents(router: WagtailAPIRouter) -> None:
    """The editor's pages name an address of documents also where, as here, there are none."""
    router.register_endpoint("documents", PagesAdminAPIViewSet)


@hooks.register("construct_main_menu")
def leave_out(request: HttpRequest, items: list[MenuItem]) -> None:
    items[:] = [item for item in items if item.name not in ABSENT]


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def remind(request: HttpRequest, page: Page) -> None:
    """Say after saving what is missing in an article."""
    if isinstance(page, Article):
        for sentence in checking.faults(page):
            messages.warning(request, sentence)
