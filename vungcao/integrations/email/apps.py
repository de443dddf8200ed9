"""E-mail as an app: it registers its adapter with the exchange."""

from django.apps import AppConfig


class EmailConfig(AppConfig):
    name = "vungcao.integrations.email"

    def ready(self) -> None:
        from vungcao.integrations.email import adapter  # noqa: F401
