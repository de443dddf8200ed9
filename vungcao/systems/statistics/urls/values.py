"""Addresses of figures as CSV files: laid in, and taken away whole."""

from django.urls import URLPattern, path

from vungcao.systems.statistics.views import values

BASE = "lam-viec/so-lieu/csv/"

patterns: list[URLPattern] = [
    path(BASE, values.browse, name="values"),
    path(f"{BASE}<int:pk>/", values.one, name="value-file"),
    path(f"{BASE}toan-bo/", values.everything, name="values-export"),
]
