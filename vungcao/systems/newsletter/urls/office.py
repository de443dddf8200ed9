"""Addresses of the office: issues with their steps, letters that came back."""

from django.urls import URLPattern, path

from vungcao.systems.newsletter.views import bounces, issues, steps, work

BASE = "lam-viec/ban-tin/"
ONE = f"{BASE}<int:pk>/"

patterns: list[URLPattern] = [
    path(BASE, issues.issues, name="issues"),
    path(f"{BASE}moi/", issues.new, name="issue-new"),
    path(f"{BASE}tra-lai/", bounces.bounces, name="bounces"),
    path(f"{BASE}tra-lai/dan/", bounces.paste, name="bounces-paste"),
    path(f"{BASE}bai/<int:pk>/", steps.move, name="pick-move"),
    path(ONE, work.work, name="work"),
    path(f"{ONE}sua/", issues.edit, name="issue-edit"),
    path(f"{ONE}chon-bai/", issues.pick, name="pick"),
    path(f"{ONE}xem-thu/", work.preview_mail, name="preview-mail"),
    path(f"{ONE}xem-chu/", work.preview_text, name="preview-text"),
    path(f"{ONE}xem-giay/", work.preview_paper, name="preview-paper"),
    path(f"{ONE}gui-thu/", steps.try_out, name="try-out"),
    path(f"{ONE}trinh/", steps.hand_in, name="hand-in"),
    path(f"{ONE}bo/", steps.drop, name="drop"),
    path(f"{ONE}duyet/", steps.approve, name="approve"),
    path(f"{ONE}tra-nguoi-soan/", steps.send_back, name="send-back"),
    path(f"{ONE}gui/", steps.send, name="send"),
    path(f"{ONE}nhip/", steps.rate, name="rate"),
    path(f"{ONE}quyet/", steps.decide, name="decide"),
]
