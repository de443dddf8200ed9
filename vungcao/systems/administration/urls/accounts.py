"""Addresses of accounts."""

from django.urls import path

from vungcao.systems.administration.views import accounts

patterns = [
    path("quan-tri/tai-khoan/", accounts.listed, name="accounts"),
    path("quan-tri/tai-khoan/moi/", accounts.invite, name="account-invite"),
    path("quan-tri/tai-khoan/<int:pk>/", accounts.account, name="account"),
    path("quan-tri/tai-khoan/<int:pk>/ngung/", accounts.deactivate, name="account-deactivate"),
    path("quan-tri/tai-khoan/<int:pk>/mo-lai/", accounts.reactivate, name="account-reactivate"),
    path(
        "quan-tri/tai-khoan/<int:pk>/dang-xuat/",
        accounts.end_sessions,
        name="account-end-sessions",
    ),
    path(
        "quan-tri/tai-khoan/<int:pk>/go-hai-lop/",
        accounts.reset_factors,
        name="account-reset-factors",
    ),
    path(
        "quan-tri/tai-khoan/<int:pk>/gui-lai/", accounts.invite_again, name="account-invite-again"
    ),
    path(
        "quan-tri/tai-khoan/<int:pk>/rut-loi-moi/",
        accounts.withdraw_invitation,
        name="account-withdraw-invitation",
    ),
]
