"""Addresses of administration: some stand under the office, some under `/quan-tri/`."""

from django.urls import path

from vungcao.systems.administration.views import (
    audit,
    calendar,
    ethnic_groups,
    imports,
    norms,
    reform_lines,
    reforms,
    units,
)

app_name = "administration"

urlpatterns = [
    path("quan-tri/nhat-ky/", audit.entries, name="audit"),
    path("quan-tri/nhat-ky/kiem-tra/", audit.verification, name="audit-verify"),
    path("quan-tri/nhat-ky/<int:pk>/", audit.entry, name="audit-entry"),
    path("lam-viec/don-vi/", units.browse, name="units"),
    path("lam-viec/don-vi/<int:pk>/", units.unit, name="unit"),
    path("quan-tri/don-vi/nhap-thon/", imports.villages, name="import-villages"),
    path(
        "quan-tri/don-vi/nhap-thon/tep-mau/",
        imports.villages_template,
        name="import-villages-template",
    ),
    path("quan-tri/don-vi/nhap-ranh-gioi/", imports.boundaries, name="import-boundaries"),
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

urlpatterns += [
    path("quan-tri/quy-dinh/", norms.norms, name="norms"),
    path("quan-tri/quy-dinh/tham-so/<str:code>/", norms.parameter, name="norm-parameter"),
    path(
        "quan-tri/quy-dinh/tham-so/<str:code>/gia-tri-moi/",
        norms.new_value,
        name="norm-value-new",
    ),
    path(
        "quan-tri/quy-dinh/gia-tri/<int:pk>/rut/",
        norms.withdraw_value,
        name="norm-value-withdraw",
    ),
    path("quan-tri/quy-dinh/bang/<str:code>/", norms.table, name="norm-table"),
    path("quan-tri/quy-dinh/chua-xac-minh/", norms.unverified, name="unverified"),
    path("quan-tri/quy-dinh/can-cu/<int:pk>/", norms.citation, name="citation"),
    path(
        "quan-tri/quy-dinh/can-cu/<int:pk>/da-doc/",
        norms.confirm_citation,
        name="citation-confirm",
    ),
    path("quan-tri/quy-dinh/dan-toc/", ethnic_groups.groups, name="ethnic-groups"),
    path("quan-tri/quy-dinh/phan-dinh/", ethnic_groups.rule_sets, name="rule-sets"),
    path("quan-tri/quy-dinh/phan-dinh/<str:code>/", ethnic_groups.rule_set, name="rule-set"),
    path("quan-tri/lich/", calendar.year, name="calendar"),
    path("quan-tri/lich/nam/<int:year>/dien/", calendar.prefill, name="prefill"),
    path("quan-tri/lich/gio-lam-viec/", calendar.season, name="season"),
    path("quan-tri/lich/tinh-han/", calendar.term, name="term"),
    path("quan-tri/lich/ngay-moi/", calendar.new_override, name="override-new"),
    path("quan-tri/lich/ngay/<int:pk>/", calendar.override, name="override"),
    path("quan-tri/lich/ngay/<int:pk>/xac-minh/", calendar.confirm, name="override-confirm"),
    path("quan-tri/lich/ngay/<int:pk>/rut/", calendar.withdraw, name="override-withdraw"),
]
