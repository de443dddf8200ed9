"""Every address of the product; the slugs are Vietnamese without diacritics."""

from django.urls import include, path

from vungcao.systems.portal.views import pages

urlpatterns = [
    path("", include("vungcao.web.urls")),
    path("", include("vungcao.integrations.email.inbound")),
    path("", include("vungcao.systems.administration.urls")),
    path("", include("vungcao.systems.prestige.urls")),
    path("", include("vungcao.systems.comments.urls")),
    path("", include("vungcao.systems.onestop.urls")),
    path("", include("vungcao.systems.statistics.urls")),
    path("", include("vungcao.systems.newsletter.urls")),
    path("", include("vungcao.systems.portal.urls")),
    path("", pages.root, name="root"),
    path("<page:path>", pages.page, name="wagtail_serve"),  # the name by which Wagtail asks
]

handler400 = "vungcao.web.views.errors.bad_request"
handler403 = "vungcao.web.views.errors.denied"
handler404 = "vungcao.web.views.errors.not_found"
handler500 = "vungcao.web.views.errors.failed"
