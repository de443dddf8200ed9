"""Makes the offers of the register known as soon as Django has loaded the models."""

from django.apps import AppConfig


class PrestigeConfig(AppConfig):
    name = "vungcao.systems.prestige"

    def ready(self) -> None:
        from vungcao.systems.prestige import offers  # noqa: F401
        from vungcao.systems.prestige.views import desk  # noqa: F401
