"""Addresses of administration: some stand under the office, some under `/quan-tri/`."""

from django.urls import path

from vungcao.systems.administration.views import audit

app_name = "administration"

urlpatterns = [
    path("quan-tri/nhat-ky/", audit.entries, name="audit"),
    path("quan-tri/nhat-ky/kiem-tra/", audit.verification, name="audit-verify"),
    path("quan-tri/nhat-ky/<int:pk>/", audit.entry, name="audit-entry"),
]
