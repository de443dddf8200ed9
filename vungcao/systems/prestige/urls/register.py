"""Addresses of the register, a person's page, villages and what is missing."""

from django.urls import URLPattern, path

from vungcao.systems.prestige.views import coverage, person, register, villages

patterns: list[URLPattern] = [
    path("lam-viec/uy-tin/", register.browse, name="register"),
    path("lam-viec/uy-tin/tim/", register.seek, name="register-seek"),
    path("lam-viec/uy-tin/do-phu/", coverage.coverage, name="coverage"),
    path("lam-viec/uy-tin/thon/<int:pk>/", villages.village, name="village"),
    path("lam-viec/uy-tin/<int:pk>/", person.person, name="person"),
]
