"""Addresses of comments: the public's under `/gop-y/`, the office's under `/lam-viec/gop-y/`."""

from vungcao.systems.comments.urls import office, public

app_name = "comments"

urlpatterns = [*public.patterns, *office.patterns]
