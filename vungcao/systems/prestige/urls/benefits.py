"""Addresses of benefits, lists of grants, money, visits."""

from django.urls import URLPattern, path

from vungcao.systems.prestige.views import benefits, budget, calendar, grant_lists, visits

BASE = "lam-viec/uy-tin/"

patterns: list[URLPattern] = [
    path(f"{BASE}che-do/", benefits.benefits, name="benefits"),
    path(f"{BASE}che-do/<int:pk>/huy/", benefits.void, name="benefit-void"),
    path(f"{BASE}<int:pk>/che-do/moi/", benefits.new, name="benefit-new"),
    path(f"{BASE}che-do/dot-chi/", grant_lists.grant_lists, name="grant-lists"),
    path(f"{BASE}che-do/dot-chi/moi/", grant_lists.new, name="grant-list-new"),
    path(f"{BASE}che-do/dot-chi/<int:pk>/", grant_lists.grant_list, name="grant-list"),
    path(f"{BASE}kinh-phi/", budget.budget, name="budget"),
    path(f"{BASE}kinh-phi/giao/", budget.allot, name="allotment-new"),
    path(f"{BASE}lich/", calendar.calendar, name="calendar"),
    path(f"{BASE}<int:pk>/tham-hoi/moi/", visits.new, name="visit-new"),
    path(f"{BASE}tham-hoi/<int:pk>/", visits.visit, name="visit"),
    path(f"{BASE}tham-hoi/<int:pk>/da-tham/", visits.done, name="visit-done"),
    path(f"{BASE}tham-hoi/<int:pk>/khong-tham/", visits.drop, name="visit-drop"),
]
