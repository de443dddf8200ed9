"""The screens of the kernel's nouns as an app: their menu entries are offered when it is loaded."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "vungcao.web"

    def ready(self) -> None:
        from vungcao.web import offers  # noqa: F401
