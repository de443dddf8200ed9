"""Addresses of the work on dossiers: lists, one dossier, opinions."""

from django.urls import URLPattern, path

from vungcao.systems.onestop.views import (
    work,
    work_dossier,
    work_opinions,
    work_register,
    work_statistics,
    work_steps,
)

BASE = "lam-viec/mot-cua/"
OPINIONS = f"{BASE}y-kien/"

patterns: list[URLPattern] = [
    path(BASE, work.browse, name="worklist"),
    path(f"{BASE}sap-han/", work.due_soon, name="worklist-soon"),
    path(f"{BASE}qua-han/", work.overdue, name="worklist-late"),
    path(f"{BASE}chuyen-buoc/", work.move_picked, name="worklist-move"),
    path(f"{BASE}giao/", work.assign_picked, name="worklist-assign"),
    path(f"{BASE}ma/<str:code>/", work.of_case, name="of-case"),
    path(f"{BASE}<int:pk>/", work_dossier.dossier, name="dossier"),
    path(f"{BASE}<int:pk>/lam/", work_steps.act, name="act"),
    path(f"{BASE}<int:pk>/yeu-cau-bo-sung/", work_steps.ask, name="ask"),
    path(f"{BASE}<int:pk>/da-bo-sung/", work_steps.supply, name="supply"),
    path(f"{BASE}<int:pk>/ghi-chu/", work_steps.note, name="note"),
    path(f"{BASE}<int:pk>/loi-nhan/", work_steps.message, name="message"),
    path(f"{BASE}<int:pk>/giao/", work_steps.assign, name="assign"),
    path(f"{BASE}<int:pk>/hoi-y-kien/", work_steps.ask_opinion, name="ask-opinion"),
    path(f"{BASE}so-theo-doi/", work_register.register, name="register"),
    path(f"{BASE}thong-ke/", work_statistics.statistics, name="statistics"),
    path(OPINIONS, work_opinions.browse, name="opinions"),
    path(f"{OPINIONS}ma/<str:code>/", work_opinions.of_case, name="opinion-of-case"),
    path(f"{OPINIONS}<int:pk>/", work_opinions.opinion, name="opinion"),
    path(f"{OPINIONS}<int:pk>/tra-loi/", work_opinions.reply, name="answer-opinion"),
    path(f"{OPINIONS}<int:pk>/thoi-hoi/", work_opinions.withdraw, name="withdraw-opinion"),
]
