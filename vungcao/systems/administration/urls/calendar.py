"""Addresses of working calendars."""

from django.urls import path

from vungcao.systems.administration.views import calendar

patterns = [
    path("quan-tri/lich/", calendar.year, name="calendar"),
    path("quan-tri/lich/nam/<int:year>/dien/", calendar.prefill, name="prefill"),
    path("quan-tri/lich/gio-lam-viec/", calendar.season, name="season"),
    path("quan-tri/lich/tinh-han/", calendar.term, name="term"),
    path("quan-tri/lich/ngay-moi/", calendar.new_override, name="override-new"),
    path("quan-tri/lich/ngay/<int:pk>/", calendar.override, name="override"),
    path("quan-tri/lich/ngay/<int:pk>/xac-minh/", calendar.confirm, name="override-confirm"),
    path("quan-tri/lich/ngay/<int:pk>/rut/", calendar.withdraw, name="override-withdraw"),
]
