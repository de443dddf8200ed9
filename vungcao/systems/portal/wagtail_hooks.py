"""What the editor finds and what it does not: Wagtail asks for this file by its name."""

from wagtail import hooks
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.api.v2.router import WagtailAPIRouter


@hooks.register("construct_admin_api")
def name_documents(router: WagtailAPIRouter) -> None:
    """The editor's pages name an address of documents also where, as here, there are none."""
    router.register_endpoint("documents", PagesAdminAPIViewSet)
