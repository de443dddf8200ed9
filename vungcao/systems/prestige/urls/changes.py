"""Addresses of recognising, withdrawing, replacing and correcting; cycles."""

from django.urls import URLPattern, path

from vungcao.systems.prestige.views import changes, changes_cycles

ROOT = "lam-viec/uy-tin"

patterns: list[URLPattern] = [
    path(f"{ROOT}/cong-nhan/", changes.recognise, name="recognise"),
    path(f"{ROOT}/<int:pk>/dua-ra/", changes.withdraw, name="withdraw"),
    path(f"{ROOT}/<int:pk>/thay-the/", changes.replace, name="replace"),
    path(f"{ROOT}/<int:pk>/ghi-nham/", changes.void, name="void"),
    path(f"{ROOT}/<int:pk>/thong-tin/", changes.describe, name="describe"),
    path(f"{ROOT}/ky/", changes_cycles.cycles, name="cycles"),
    path(f"{ROOT}/ky/moi/", changes_cycles.new, name="cycle-new"),
]
