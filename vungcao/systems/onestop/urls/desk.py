"""Addresses of the desk: the queue, taking in, fees, persons of a list, giving back."""

from django.urls import URLPattern, path

from vungcao.systems.onestop.views import desk, desk_fees, desk_persons, intake

BASE = "lam-viec/mot-cua/"

patterns: list[URLPattern] = [
    path(f"{BASE}tiep-nhan/", intake.begin, name="intake"),
    path(f"{BASE}tiep-nhan/<int:pk>/", intake.intake, name="intake-form"),
    path(f"{BASE}truc-tuyen/", desk.online, name="online"),
    path(f"{BASE}truc-tuyen/<int:pk>/tiep-nhan/", desk.receive, name="receive"),
    path(f"{BASE}truc-tuyen/<int:pk>/tu-choi/", desk.refuse, name="refuse"),
    path(f"{BASE}truc-tuyen/<int:pk>/hoan-thien/", desk.ask, name="receive-ask"),
    path(f"{BASE}truc-tuyen/<int:pk>/nop-bo-sung/", desk.bring, name="receive-bring"),
    path(f"{BASE}so-thu/", desk_fees.book, name="fee-book"),
    path(f"{BASE}<int:pk>/khoan-thu/", desk_fees.fees, name="fees"),
    path(f"{BASE}<int:pk>/khoan-thu/so-khac/", desk_fees.amount, name="fee-amount"),
    path(f"{BASE}khoan-thu/<int:pk>/thu/", desk_fees.collect, name="fee-collect"),
    path(f"{BASE}khoan-thu/<int:pk>/huy/", desk_fees.void, name="fee-void"),
    path(f"{BASE}<int:pk>/tra-ket-qua/", desk_fees.give_back, name="return"),
    path(f"{BASE}<int:pk>/nguoi/", desk_persons.persons, name="persons"),
    path(f"{BASE}nguoi/<int:pk>/", desk_persons.identify, name="identify"),
]
