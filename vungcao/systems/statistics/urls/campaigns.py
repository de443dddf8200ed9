"""Addresses of campaigns: the list, the board of one, opening and ending."""

from django.urls import URLPattern, path

from vungcao.systems.statistics.views import campaigns

BASE = "lam-viec/so-lieu/dot/"

patterns: list[URLPattern] = [
    path(BASE, campaigns.browse, name="campaigns"),
    path(f"{BASE}mo/", campaigns.choose, name="campaign-choose"),
    path(f"{BASE}mo/<int:pk>/", campaigns.new, name="campaign-new"),
    path(f"{BASE}<int:pk>/", campaigns.board, name="campaign"),
    path(f"{BASE}<int:pk>/ket-thuc/", campaigns.close, name="campaign-close"),
]
