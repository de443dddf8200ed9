"""Addresses of roles, grants and refusals."""

from django.urls import path

from vungcao.systems.administration.views import grants, roles

patterns = [
    path("quan-tri/phan-quyen/", grants.grants, name="grants"),
    path("quan-tri/phan-quyen/moi/", grants.new, name="grant-new"),
    path("quan-tri/phan-quyen/<int:pk>/", grants.grant, name="grant"),
    path("quan-tri/phan-quyen/<int:pk>/ket-thuc/", grants.end, name="grant-end"),
    path("quan-tri/phan-quyen/<int:pk>/uy-quyen/", grants.delegate, name="grant-delegate"),
    path("quan-tri/tu-choi/", grants.refusals, name="refusals"),
    path("lam-viec/vai-tro/", roles.roles, name="roles"),
    path("lam-viec/vai-tro/<slug:slug>/", roles.role, name="role"),
]
