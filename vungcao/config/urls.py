"""Every address of the product; the slugs are Vietnamese without diacritics."""

from django.urls import include, path

urlpatterns = [
    path("", include("vungcao.web.urls")),
]
