"""Accounts as an app: it registers its letters."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "vungcao.kernel.accounts"

    def ready(self) -> None:
        from vungcao.kernel.accounts import jobs, letters  # noqa: F401
