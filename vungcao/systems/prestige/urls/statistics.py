"""Addresses of figures, maps, annexes, publication."""

from django.urls import URLPattern, path

from vungcao.systems.prestige.views import annex, publishing, statistics

patterns: list[URLPattern] = [
    path("lam-viec/uy-tin/thong-ke/", statistics.statistics, name="statistics"),
    path("lam-viec/uy-tin/thong-ke/phu-luc/", annex.annex, name="annex"),
    path("lam-viec/uy-tin/thong-ke/cong-bo/", publishing.publish, name="publish"),
    path("so-lieu/nguoi-co-uy-tin/", publishing.published, name="published"),
]
