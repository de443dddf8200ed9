"""Addresses of moderators, all under `/lam-viec/gop-y/`."""

from django.urls import URLPattern, path

from vungcao.systems.comments.views import exporting, moderation, remarks, settings, steps

BASE = "lam-viec/gop-y/"

patterns: list[URLPattern] = [
    path(BASE, moderation.queue, name="queue"),
    path(f"{BASE}qua-han/", moderation.late, name="queue-late"),
    path(f"{BASE}ma/<str:code>/", moderation.of_case, name="of-case"),
    path(f"{BASE}thiet-lap/", settings.discussions, name="discussions"),
    path(f"{BASE}thiet-lap/<str:key>/", settings.discussion, name="discussion"),
    path(f"{BASE}xuat/", exporting.export, name="export"),
    path(f"{BASE}trang/", remarks.listed, name="remarks"),
    path(f"{BASE}trang/<int:pk>/", remarks.remark, name="remark"),
    path(f"{BASE}trang/<int:pk>/tra-loi/", remarks.answer, name="remark-answer"),
    path(f"{BASE}<int:pk>/", moderation.comment, name="comment"),
    path(f"{BASE}<int:pk>/dang/", steps.approve, name="approve"),
    path(f"{BASE}<int:pk>/khong-dang/", steps.reject, name="reject"),
    path(f"{BASE}<int:pk>/chuyen/", steps.escalate, name="escalate"),
    path(f"{BASE}<int:pk>/go/", steps.remove, name="remove"),
]
