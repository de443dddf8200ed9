"""Makes the offers of the portal known as soon as Django has loaded the models."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "vungcao.systems.portal"

    def ready(self) -> None:
        from vungcao.systems.portal import offers  # noqa: F401
