"""Addresses of reading workbooks and giving them away."""

from django.urls import URLPattern

patterns: list[URLPattern] = []
