"""Addresses of the register, a person's page, villages and what is missing."""

from django.urls import URLPattern

patterns: list[URLPattern] = []
