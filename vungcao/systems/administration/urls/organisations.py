"""Addresses of organisations."""

from django.urls import path

from vungcao.systems.administration.views import organisations, succession

patterns = [
    path("lam-viec/co-quan/", organisations.browse, name="organisations"),
    path("lam-viec/co-quan/<int:pk>/", organisations.organisation, name="organisation"),
    path("quan-tri/co-quan/moi/", organisations.establish, name="organisation-new"),
    path("quan-tri/co-quan/ke-thua/", succession.succeed, name="organisation-succession"),
    path("quan-tri/co-quan/<int:pk>/ten/", organisations.rename, name="organisation-rename"),
    path("quan-tri/co-quan/<int:pk>/cap-tren/", organisations.place, name="organisation-place"),
    path("quan-tri/co-quan/<int:pk>/lien-he/", organisations.contact, name="organisation-contact"),
    path("quan-tri/co-quan/<int:pk>/lich/", organisations.calendar, name="organisation-calendar"),
]
