"""Addresses of books of numbers and of keys that sign."""

from django.urls import path

from vungcao.systems.administration.views import numbers

patterns = [
    path("quan-tri/so-van-ban/", numbers.browse, name="numbers"),
    path("quan-tri/so-van-ban/mo/", numbers.open_book, name="numbers-open"),
    path("quan-tri/so-van-ban/<int:pk>/", numbers.book, name="numbers-book"),
    path("quan-tri/so-van-ban/huy/<int:pk>/", numbers.cancel, name="number-cancel"),
    path("quan-tri/khoa-ky/moi/", numbers.register, name="key-new"),
    path("quan-tri/khoa-ky/<int:pk>/rut/", numbers.withdraw, name="key-withdraw"),
]
