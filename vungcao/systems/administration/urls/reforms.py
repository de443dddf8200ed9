"""Addresses of reforms."""

from django.urls import path

from vungcao.systems.administration.views import reform_lines, reforms

patterns = [
    path("quan-tri/sap-xep/", reforms.reforms, name="reforms"),
    path("quan-tri/sap-xep/moi/", reforms.write, name="reform-new"),
    path("quan-tri/sap-xep/<int:pk>/", reforms.reform, name="reform"),
    path("quan-tri/sap-xep/<int:pk>/sua/", reforms.write, name="reform-edit"),
    path("quan-tri/sap-xep/<int:pk>/lap/", reform_lines.establish, name="reform-establish"),
    path("quan-tri/sap-xep/<int:pk>/chuyen/", reform_lines.pass_on, name="reform-pass-on"),
    path("quan-tri/sap-xep/<int:pk>/doi/", reform_lines.change, name="reform-change"),
    path(
        "quan-tri/sap-xep/<int:pk>/bo/<slug:kind>/<int:change>/",
        reforms.remove,
        name="reform-remove",
    ),
    path("quan-tri/sap-xep/<int:pk>/ap-dung/", reforms.apply, name="reform-apply"),
    path("quan-tri/sap-xep/<int:pk>/xoa/", reforms.discard, name="reform-discard"),
    path("quan-tri/sap-xep/<int:pk>/hoan-tac/", reforms.undo, name="reform-undo"),
]
