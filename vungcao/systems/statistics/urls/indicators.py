"""Addresses of indicators: the catalogue, one indicator, its code and definitions."""

from django.urls import URLPattern, path

from vungcao.systems.statistics.views import indicators

BASE = "lam-viec/so-lieu/chi-tieu/"

patterns: list[URLPattern] = [
    path(BASE, indicators.browse, name="indicators"),
    path(f"{BASE}<int:pk>/", indicators.indicator, name="indicator"),
    path(f"{BASE}<int:pk>/ma/", indicators.code, name="indicator-code"),
    path(f"{BASE}<int:pk>/dinh-nghia/", indicators.define, name="indicator-define"),
]
