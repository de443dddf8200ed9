"""Addresses of reading workbooks and giving them away."""

from django.urls import URLPattern, path

from vungcao.systems.prestige.views import imports as views

patterns: list[URLPattern] = [
    path("lam-viec/uy-tin/nhap-tep/", views.import_list, name="import"),
    path("lam-viec/uy-tin/nhap-tep/tep-mau/", views.import_template, name="import-template"),
    path("lam-viec/uy-tin/tai-ve/", views.export, name="export"),
]
