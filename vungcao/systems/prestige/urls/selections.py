"""Addresses of selections of villages, lists of communes, printed forms."""

from django.urls import URLPattern

patterns: list[URLPattern] = []
