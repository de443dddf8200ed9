"""Makes the offers of the one-stop desk known as soon as Django has loaded the models."""

from django.apps import AppConfig


class OnestopConfig(AppConfig):
    name = "vungcao.systems.onestop"

    def ready(self) -> None:
        from vungcao.systems.onestop import offers  # noqa: F401
        from vungcao.systems.onestop.views import published_chart  # noqa: F401
