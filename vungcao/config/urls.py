"""Every address of the product; the slugs are Vietnamese without diacritics."""

from django.urls import include, path

from vungcao.systems.portal.views import pages

portal = include("vungcao.systems.portal.urls")  # before its kind of address is used
urlpatterns = [
    # First, for most readers want a page: it has no address whose first part any other takes
    # (`portal.rules.addresses.TAKEN`). The name is the one by which Wagtail asks.
    path("", pages.root, name="root"),
    path("<page:path>", pages.page, name="wagtail_serve"),
    path("", include("vungcao.web.urls")),
    path("", include("vungcao.integrations.email.inbound")),
    path("", include("vungcao.systems.administration.urls")),
    path("", include("vungcao.systems.prestige.urls")),
    path("", include("vungcao.systems.comments.urls")),
    path("", include("vungcao.systems.onestop.urls")),
    path("", include("vungcao.systems.statistics.urls")),
    path("", include("vungcao.systems.newsletter.urls")),
    path("", portal),
]

handler400 = "vungcao.web.views.errors.bad_request"
handler403 = "vungcao.web.views.errors.denied"
handler404 = "vungcao.web.views.errors.not_found"
handler500 = "vungcao.web.views.errors.failed"
