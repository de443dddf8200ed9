"""Addresses of selections of villages, lists of communes, printed forms."""

from django.urls import URLPattern, path

from vungcao.systems.prestige.views import (
    proposals,
    selection_papers,
    selection_steps,
    selections,
)

ROUNDS = "lam-viec/uy-tin/binh-chon/"
LISTS = f"{ROUNDS}danh-sach/"
ONE, LIST = f"{ROUNDS}<int:pk>/", f"{LISTS}<int:pk>/"

patterns: list[URLPattern] = [
    path(ROUNDS, selections.browse, name="selections"),
    path(f"{ROUNDS}moi/", selections.new, name="selection-new"),
    path(ONE, selections.selection, name="selection"),
    path(f"{ONE}de-cu/", selection_steps.nominate, name="selection-nominate"),
    path(f"{ONE}de-cu/<int:nominee>/bo/", selection_steps.strike, name="selection-strike"),
    path(f"{ONE}hop-thon/", selection_steps.meeting, name="selection-meeting"),
    path(f"{ONE}hop-lien-tich/", selection_steps.joint, name="selection-joint"),
    path(f"{ONE}kiem-tra/", selection_steps.check, name="selection-check"),
    path(f"{ONE}huy/", selection_steps.cancel, name="selection-cancel"),
    path(f"{ONE}in/<slug:form>/", selection_papers.print_round, name="selection-print"),
    path(f"{ROUNDS}giay/<int:pk>/<slug:kind>/", selection_papers.paper, name="form-paper"),
    path(LISTS, proposals.browse, name="proposals"),
    path(f"{LISTS}xa/<int:commune>/", proposals.new, name="proposal-new"),
    path(LIST, proposals.proposal, name="proposal"),
    path(f"{LIST}in/", selection_papers.print_list, name="proposal-print"),
    path(f"{LIST}trinh/", proposals.send, name="proposal-send"),
    path(f"{LIST}quyet-dinh/", proposals.decide, name="proposal-decide"),
    path("lam-viec/uy-tin/<int:pk>/mau-06/", selection_papers.end, name="proposal-end"),
]
