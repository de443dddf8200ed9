"""Makes the offers of administration known as soon as Django has loaded the models."""

from django.apps import AppConfig


class AdministrationConfig(AppConfig):
    name = "vungcao.systems.administration"

    def ready(self) -> None:
        from vungcao.systems.administration import offers  # noqa: F401
        from vungcao.systems.administration.views import desk  # noqa: F401
