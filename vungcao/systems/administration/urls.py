"""Addresses of administration: some stand under the office, some under `/quan-tri/`."""

from django.urls import path

from vungcao.systems.administration.views import audit, reform_lines, reforms, units

app_name = "administration"

urlpatterns = [
    path("quan-tri/nhat-ky/", audit.entries, name="audit"),
    path("quan-tri/nhat-ky/kiem-tra/", audit.verification, name="audit-verify"),
    path("quan-tri/nhat-ky/<int:pk>/", audit.entry, name="audit-entry"),
    path("lam-viec/don-vi/", units.browse, name="units"),
    path("lam-viec/don-vi/<int:pk>/", units.unit, name="unit"),
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
