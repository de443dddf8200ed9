"""Addresses of what is looked at over the past: broken checks and strange figures."""

from django.urls import URLPattern, path

from vungcao.systems.statistics.views import histories

BASE = "lam-viec/so-lieu/"

patterns: list[URLPattern] = [
    path(f"{BASE}kiem-tra/", histories.checks, name="checks"),
    path(f"{BASE}bat-thuong/", histories.outliers, name="outliers"),
]
