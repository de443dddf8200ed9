"""Addresses of entering figures: what is due, one form, and what its script asks."""

from django.urls import URLPattern, path

from vungcao.systems.statistics.views import entry, entry_session

BASE = "lam-viec/so-lieu/"

patterns: list[URLPattern] = [
    path(f"{BASE}nhap/", entry.browse, name="entry"),
    path(f"{BASE}nhap/<int:pk>/", entry.grid, name="entry-grid"),
    path(f"{BASE}nhap/<int:pk>/dong-bo/", entry.sync, name="entry-sync"),
    path(f"{BASE}phien/", entry_session.session, name="entry-session"),
]
