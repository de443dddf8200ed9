"""Addresses of the public's letters: strangers' under `/thu-nguoi-dan/`, the office's below."""

from django.urls import URLPattern, path

from vungcao.systems.portal.views import letters, writing

BASE = "lam-viec/thu-nguoi-dan/"

patterns: list[URLPattern] = [
    path("thu-nguoi-dan/hoi/", writing.ask, name="ask"),
    path("thu-nguoi-dan/y-kien/<int:page>/", writing.opine, name="opine"),
    path("thu-nguoi-dan/theo-doi/", writing.follow, name="follow"),
    path(BASE, letters.listed, name="letters"),
    path(f"{BASE}qua-han/", letters.late, name="letters-late"),
    path(f"{BASE}ma/<str:code>/", letters.of_case, name="letter-of-case"),
    path(f"{BASE}<int:pk>/", letters.letter, name="letter"),
    path(f"{BASE}<int:pk>/tra-loi/", letters.answer, name="letter-answer"),
    path(f"{BASE}<int:pk>/dua-len/", letters.show, name="letter-show"),
]
