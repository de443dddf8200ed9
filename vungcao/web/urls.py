"""Addresses of the kernel's own screens."""

from django.urls import path

from vungcao.web import health
from vungcao.web.views import accounts, home, notices, runs

urlpatterns = [
    path("", accounts.root, name="root"),
    path("healthz", health.healthz, name="healthz"),
    path("tai-khoan/dang-nhap/", accounts.sign_in, name="sign-in"),
    path("tai-khoan/dang-xuat/", accounts.sign_out, name="sign-out"),
    path("lam-viec/", home.home, name="home"),
    path("lam-viec/thong-bao/", notices.office, name="office-notices"),
    path("tai-khoan/thong-bao/", notices.inbox, name="notices"),
    path("tai-khoan/thong-bao/doc-het/", notices.read_all, name="notices-read-all"),
    path("tai-khoan/thong-bao/cach-nhan/", notices.preferences, name="notice-preferences"),
    path("tai-khoan/thong-bao/<slug:code>/da-doc/", notices.read, name="notice-read"),
    path("lam-viec/viec/", runs.runs, name="runs"),
    path("lam-viec/viec/<slug:code>/", runs.run, name="run"),
    path("lam-viec/viec/<slug:code>/dung/", runs.cancel, name="run-cancel"),
]
