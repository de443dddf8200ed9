"""Addresses of papers, decisions and the file of a case."""

from django.urls import URLPattern, path

from vungcao.systems.onestop.views import papers, papers_decisions

BASE = "lam-viec/mot-cua/"
ONE, DECISION = f"{BASE}<int:pk>/", f"{BASE}quyet-dinh/<int:pk>/"

patterns: list[URLPattern] = [
    path(f"{ONE}giay-to/", papers.browse, name="papers"),
    path(f"{ONE}phieu-kiem-soat/", papers.control, name="control"),
    path(f"{ONE}ho-so.zip", papers.export, name="case-file"),
    path(f"{ONE}quyet-dinh/", papers_decisions.new, name="decision-new"),
    path(f"{BASE}giay/<int:pk>.pdf", papers.paper, name="paper"),
    path(f"{DECISION}ky/", papers_decisions.sign, name="sign"),
    path(f"{DECISION}sua/", papers_decisions.correct, name="correct"),
    path(f"{BASE}quyet-dinh/<int:pk>.pdf", papers.decision_paper, name="decision-paper"),
]
