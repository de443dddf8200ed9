"""Public addresses: issues, and the links of letters."""

from django.urls import URLPattern, path

from vungcao.systems.newsletter.views import public, readers

patterns: list[URLPattern] = [
    path("ban-tin/", public.archive, name="archive"),
    path("ban-tin/so/<str:code>/", public.issue, name="issue"),
    path("ban-tin/so/<str:code>/<str:size>.pdf", public.issue_paper, name="issue-paper"),
    path("ban-tin/dang-ky/", readers.subscribe, name="subscribe"),
    path("ban-tin/dang-ky/da-nhan/", readers.asked, name="asked"),
    path("ban-tin/xac-nhan/<str:link>/", readers.confirm, name="confirm"),
    path("ban-tin/thoi-nhan/<str:link>/", readers.leave, name="leave"),
    path("ban-tin/lua-chon/<str:link>/", readers.choose, name="choose"),
]
