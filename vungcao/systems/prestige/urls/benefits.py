"""Addresses of benefits, lists of grants, money, visits."""

from django.urls import URLPattern

patterns: list[URLPattern] = []
