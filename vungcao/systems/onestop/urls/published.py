"""The address of published counts."""

from django.urls import URLPattern, path

from vungcao.systems.onestop.views import published

patterns: list[URLPattern] = [
    path("thu-tuc/so-lieu/", published.published, name="published"),
]
