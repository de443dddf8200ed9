"""Addresses of procedures: the public catalogue and guides, the office's list and designer."""

from django.urls import URLPattern, path

from vungcao.systems.onestop.views import (
    design_rows,
    designing,
    procedure_list,
    procedure_pages,
    procedure_preview,
    procedures,
    samples,
)

BASE = "lam-viec/mot-cua/thu-tuc/"
ONE = f"{BASE}<int:pk>/"

patterns: list[URLPattern] = [
    path(BASE, procedures.procedures, name="procedures"),
    path(f"{BASE}nhap/", procedure_list.import_list, name="import"),
    path(f"{BASE}ma/<str:code>/", procedures.now, name="procedure-now"),
    path(ONE, procedures.version, name="version"),
    path(f"{ONE}to-khai/", procedure_preview.preview, name="version-form"),
    path(f"{ONE}thiet-ke/moi/", designing.new, name="version-new"),
    path(f"{ONE}thiet-ke/", designing.edit, name="version-edit"),
    path(f"{ONE}thiet-ke/thoi-han/", designing.process, name="process-edit"),
    path(f"{ONE}thiet-ke/bo/", designing.discard, name="version-discard"),
    path(f"{ONE}thiet-ke/<slug:part>/moi/", design_rows.new, name="part-new"),
    path(f"{ONE}thiet-ke/<slug:part>/<int:number>/", design_rows.edit, name="part-edit"),
    path(f"{ONE}cong-bo/", designing.publish, name="publish"),
    path(f"{ONE}het-hieu-luc/", designing.close, name="version-close"),
    path("thu-tuc/", procedure_pages.catalogue, name="catalogue"),
    path("thu-tuc/mau/<slug:name>/", samples.sample, name="sample"),
    path("thu-tuc/<str:code>/", procedure_pages.guide, name="guide"),
]
