"""Addresses of administration: some stand under the office, some under `/quan-tri/`."""

from django.urls import URLPattern

app_name = "administration"

urlpatterns: list[URLPattern] = []
