"""Addresses of norms, ethnic groups and rule sets."""

from django.urls import path

from vungcao.systems.administration.views import ethnic_groups, norms

patterns = [
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
]
