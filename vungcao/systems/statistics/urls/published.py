"""The address of what others have published."""

from django.urls import URLPattern, path

from vungcao.systems.statistics.views import published

patterns: list[URLPattern] = [
    path("lam-viec/so-lieu/da-cong-bo/", published.browse, name="published"),
]
