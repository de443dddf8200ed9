"""Addresses of the portal: pages for everybody, and the way into the editor."""

from django.urls import path

from vungcao.systems.portal.views import door

app_name = "portal"

urlpatterns = [
    path("bien-tap/", door.enter, name="editor"),
]
