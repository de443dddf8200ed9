"""Addresses of the office's work on translations."""

from django.urls import URLPattern, path

from vungcao.systems.portal.views import translations

BASE = "lam-viec/cong-thong-tin/ban-dich/"

patterns: list[URLPattern] = [
    path(BASE, translations.translations, name="translations"),
    path(f"{BASE}moi/", translations.new, name="translation-new"),
    path(f"{BASE}<int:pk>/doi-chieu/", translations.compare, name="translation-compare"),
]
