"""Addresses of the kernel's own screens."""

from django.urls import path

from vungcao.web import health
from vungcao.web.views import (
    accounts,
    factors,
    files,
    home,
    newcomers,
    notices,
    own_account,
    runs,
    uploads,
    verification,
)

urlpatterns = [
    path("", accounts.root, name="root"),
    path("healthz", health.healthz, name="healthz"),
    path("tai-khoan/", own_account.overview, name="account"),
    path("tai-khoan/dang-nhap/", accounts.enter, name="sign-in"),
    path("tai-khoan/dang-nhap/buoc-hai/", accounts.second, name="sign-in-second"),
    path("tai-khoan/dang-nhap/khoa/", accounts.passkey, name="sign-in-passkey"),
    path("tai-khoan/dang-nhap/khoa/de-bai/", accounts.passkey_options, name="passkey-options"),
    path("tai-khoan/dang-xuat/", accounts.leave, name="sign-out"),
    path("tai-khoan/dang-ky/", newcomers.register, name="register"),
    path("tai-khoan/dang-ky/ma/", newcomers.register_code, name="register-code"),
    path("tai-khoan/dang-ky/hoan-tat/", newcomers.register_finish, name="register-finish"),
    path("tai-khoan/quen-mat-khau/", newcomers.reset, name="reset"),
    path("tai-khoan/quen-mat-khau/ma/", newcomers.reset_code, name="reset-code"),
    path("tai-khoan/quen-mat-khau/mat-khau-moi/", newcomers.reset_finish, name="reset-finish"),
    path("tai-khoan/loi-moi/<slug:link>/", newcomers.invitation, name="invitation"),
    path("tai-khoan/mat-khau/", own_account.password, name="account-password"),
    path("tai-khoan/xac-nhan/", own_account.confirm, name="account-confirm"),
    path("tai-khoan/phien/", own_account.open_sessions, name="account-sessions"),
    path(
        "tai-khoan/phien/<int:pk>/dang-xuat/", own_account.end_session, name="account-session-end"
    ),
    path(
        "tai-khoan/phien/dang-xuat-noi-khac/",
        own_account.end_other_sessions,
        name="account-sessions-end",
    ),
    path("tai-khoan/bao-ve/", factors.factors, name="account-factors"),
    path("tai-khoan/bao-ve/ung-dung/", factors.app, name="account-app"),
    path("tai-khoan/bao-ve/khoa/", factors.new_passkey, name="account-passkey-new"),
    path("tai-khoan/bao-ve/khoa/<int:pk>/", factors.passkey, name="account-passkey"),
    path("tai-khoan/bao-ve/<int:pk>/go/", factors.remove, name="account-factor-remove"),
    path("tai-khoan/bao-ve/ma-du-phong/", factors.recovery, name="account-recovery"),
    path("lam-viec/", home.home, name="home"),
    path("lam-viec/thong-bao/", notices.office, name="office-notices"),
    path("tai-khoan/thong-bao/", notices.inbox, name="notices"),
    path("tai-khoan/thong-bao/doc-het/", notices.read_all, name="notices-read-all"),
    path("tai-khoan/thong-bao/cach-nhan/", notices.preferences, name="notice-preferences"),
    path("tai-khoan/thong-bao/<slug:code>/da-doc/", notices.read, name="notice-read"),
    path("lam-viec/viec/", runs.runs, name="runs"),
    path("lam-viec/viec/<slug:code>/", runs.run, name="run"),
    path("lam-viec/viec/<slug:code>/dung/", runs.cancel, name="run-cancel"),
    path("lam-viec/tep/", files.own, name="own-files"),
    path("lam-viec/tep/<str:code>/xoa/", files.remove_own, name="own-file-remove"),
    path("tep/tai-len/", uploads.begin, name="upload-new"),
    path("tep/tai-len/<str:code>/", uploads.upload, name="upload"),
    path("tep/<str:code>/", files.download, name="file"),
    path("xac-minh/", verification.verify, name="verify"),
    path("xac-minh/<str:code>/", verification.paper, name="verify-paper"),
]
