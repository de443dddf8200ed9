"""Addresses of readers: what stands below an article, the link of a letter, remarks on pages."""

from django.urls import URLPattern, path

from vungcao.systems.comments.views import public, remarks_public

patterns: list[URLPattern] = [
    path("gop-y/bai/<str:key>/", public.article, name="article"),
    path("gop-y/da-gui/", public.sent, name="sent"),
    path("gop-y/xac-nhan/<str:link>/", public.confirm, name="confirm"),
    path("gop-y/trang/", remarks_public.page, name="page"),
    path("gop-y/theo-doi/", remarks_public.follow, name="follow"),
]
