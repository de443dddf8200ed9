"""Addresses of files and how long they are kept."""

from django.urls import path

from vungcao.systems.administration.views import files

patterns = [
    path("quan-tri/tep/", files.overview, name="files"),
    path("quan-tri/tep/danh-sach/", files.listed, name="files-list"),
    path("quan-tri/tep/<str:code>/giu-lai/", files.hold, name="file-hold"),
    path("quan-tri/tep/<str:code>/thoi-giu/", files.release, name="file-release"),
]
