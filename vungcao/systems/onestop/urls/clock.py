"""Addresses of the dates of a dossier."""

from django.urls import URLPattern, path

from vungcao.systems.onestop.views import clock

BASE = "lam-viec/mot-cua/<int:pk>/"

patterns: list[URLPattern] = [
    path(f"{BASE}vi-sao/", clock.why, name="why"),
    path(f"{BASE}gia-han/", clock.extend, name="extend"),
]
