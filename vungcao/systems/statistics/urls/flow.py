"""Addresses of one answer on its way: reading it, and each step."""

from django.urls import URLPattern, path

from vungcao.systems.statistics.views import flow, flow_cells, flow_talk

ONE = "lam-viec/so-lieu/bao-cao/<int:pk>/"

patterns: list[URLPattern] = [
    path(ONE, flow.submission, name="submission"),
    path(f"{ONE}o/<str:code>/", flow_talk.cell, name="submission-cell"),
    path(f"{ONE}nop/", flow.submit, name="submit"),
    path(f"{ONE}xac-nhan/", flow.certify, name="certify"),
    path(f"{ONE}tiep-nhan/", flow.accept, name="accept"),
    path(f"{ONE}chot/", flow.close, name="close"),
    path(f"{ONE}rut-lai/", flow.withdraw, name="withdraw"),
    path(f"{ONE}tra-lai/", flow_cells.return_cells, name="return"),
    path(f"{ONE}mo-khoa/", flow.unlock, name="unlock"),
    path(f"{ONE}dinh-chinh/", flow_cells.correct, name="correct"),
]
