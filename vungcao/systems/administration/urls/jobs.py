"""Addresses of the work in the background."""

from django.urls import path

from vungcao.systems.administration.views import jobs

patterns = [
    path("quan-tri/cong-viec/", jobs.overview, name="jobs"),
    path("quan-tri/cong-viec/<int:pk>/lam-lai/", jobs.retry, name="job-retry"),
    path("quan-tri/cong-viec/he-thong/<int:pk>/lam-lai/", jobs.retry_task, name="task-retry"),
]
