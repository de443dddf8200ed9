"""Addresses of figures, maps, annexes, publication."""

from django.urls import URLPattern

patterns: list[URLPattern] = []
