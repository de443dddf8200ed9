"""Addresses of workbooks: taken away and laid in."""

from django.urls import URLPattern, path

from vungcao.systems.statistics.views import workbooks

BASE = "lam-viec/so-lieu/tep/"

patterns: list[URLPattern] = [
    path(BASE, workbooks.workbooks, name="workbooks"),
    path(f"{BASE}<int:pk>/", workbooks.workbook, name="workbook"),
    path(f"{BASE}dot/<int:pk>/", workbooks.campaign_workbooks, name="workbooks-campaign"),
]
