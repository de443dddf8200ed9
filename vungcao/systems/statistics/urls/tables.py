"""Addresses of tables of figures: the table, what is behind a number, one figure."""

from django.urls import URLPattern, path

from vungcao.systems.statistics.views import tables

BASE = "lam-viec/so-lieu/bang/"

patterns: list[URLPattern] = [
    path(BASE, tables.tables, name="tables"),
    path(f"{BASE}nguon/", tables.behind, name="tables-behind"),
    path(f"{BASE}<int:cell>/<int:period>/<int:unit>/", tables.figure, name="figure"),
]
