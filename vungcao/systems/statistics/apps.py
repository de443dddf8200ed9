"""Makes the offers of statistics known as soon as Django has loaded the models."""

from django.apps import AppConfig


class StatisticsConfig(AppConfig):
    name = "vungcao.systems.statistics"

    def ready(self) -> None:
        from vungcao.systems.statistics import offers  # noqa: F401
        from vungcao.systems.statistics.views import public_charts  # noqa: F401
