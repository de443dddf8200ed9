"""Addresses of statistics: `/lam-viec/so-lieu/`; one file per area, each with its `patterns`."""

from django.urls import URLPattern

from vungcao.systems.statistics.urls import (
    campaigns,
    designs,
    entry,
    flow,
    histories,
    indicators,
    published,
    tables,
    values,
    workbooks,
)

app_name = "statistics"

urlpatterns: list[URLPattern] = [
    *campaigns.patterns,
    *designs.patterns,
    *entry.patterns,
    *flow.patterns,
    *histories.patterns,
    *indicators.patterns,
    *published.patterns,
    *tables.patterns,
    *values.patterns,
    *workbooks.patterns,
]
