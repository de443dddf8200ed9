"""Addresses of the desk: the queue, taking in, fees, persons of a list, giving back."""

from django.urls import URLPattern, path

from vungcao.systems.onestop.views import desk, intake

BASE = "lam-viec/mot-cua/"

patterns: list[URLPattern] = [
    path(f"{BASE}tiep-nhan/", intake.begin, name="intake"),
    path(f"{BASE}tiep-nhan/<int:pk>/", intake.intake, name="intake-form"),
    path(f"{BASE}truc-tuyen/", desk.online, name="online"),
    path(f"{BASE}<int:pk>/tiep-nhan/", desk.receive, name="receive"),
    path(f"{BASE}<int:pk>/tu-choi/", desk.refuse, name="refuse"),
    path(f"{BASE}<int:pk>/hoan-thien/", desk.ask, name="receive-ask"),
    path(f"{BASE}<int:pk>/nop-bo-sung/", desk.bring, name="receive-bring"),
]
