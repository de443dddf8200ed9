"""The composer as an app: it hears when everything is loaded and adds the schedule."""

from django.apps import AppConfig


class ComposerConfig(AppConfig):
    name = "vungcao.config"
    label = "composer"

    def ready(self) -> None:
        from vungcao.config import schedule  # noqa: F401
        from vungcao.web import second_factor

        second_factor.check()
