"""Addresses of recognising, withdrawing, replacing and correcting; cycles."""

from django.urls import URLPattern

patterns: list[URLPattern] = []
