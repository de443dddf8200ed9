"""Addresses of units and their imports."""

from django.urls import path

from vungcao.systems.administration.views import figures, imports, units

patterns = [
    path("lam-viec/don-vi/", units.browse, name="units"),
    path("lam-viec/don-vi/<int:pk>/", units.unit, name="unit"),
    path("lam-viec/don-vi/<int:pk>/so-dem/", figures.figures, name="unit-figures"),
    path("lam-viec/so-dem/", figures.own_figures, name="figures"),
    path("quan-tri/don-vi/nhap-thon/", imports.villages, name="import-villages"),
    path(
        "quan-tri/don-vi/nhap-thon/tep-mau/",
        imports.villages_template,
        name="import-villages-template",
    ),
    path("quan-tri/don-vi/nhap-ranh-gioi/", imports.boundaries, name="import-boundaries"),
]
