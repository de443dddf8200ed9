"""Addresses of the audit trail."""

from django.urls import path

from vungcao.systems.administration.views import audit

patterns = [
    path("quan-tri/nhat-ky/", audit.entries, name="audit"),
    path("quan-tri/nhat-ky/kiem-tra/", audit.verification, name="audit-verify"),
    path("quan-tri/nhat-ky/kiem-tra-nen/", audit.verification_later, name="audit-verify-later"),
    path("quan-tri/nhat-ky/<int:pk>/", audit.entry, name="audit-entry"),
]
