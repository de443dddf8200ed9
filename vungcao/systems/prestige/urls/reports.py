"""Addresses of reports of prestigious persons."""

from django.urls import URLPattern

patterns: list[URLPattern] = []
