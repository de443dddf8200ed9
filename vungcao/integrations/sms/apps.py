"""Text messages as an app: it registers its adapter with the exchange."""

from django.apps import AppConfig


class SmsConfig(AppConfig):
    name = "vungcao.integrations.sms"

    def ready(self) -> None:
        from vungcao.integrations.sms import adapter  # noqa: F401
