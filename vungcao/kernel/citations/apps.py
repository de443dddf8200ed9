"""The app of citations: what it offers is registered when it is loaded."""

from django.apps import AppConfig


class CitationsConfig(AppConfig):
    name = "vungcao.kernel.citations"

    def ready(self) -> None:
        from vungcao.kernel.citations import registrations  # noqa: F401
