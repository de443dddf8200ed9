"""The app of norms: what it offers is registered when it is loaded."""

from django.apps import AppConfig


class NormsConfig(AppConfig):
    name = "vungcao.kernel.norms"

    def ready(self) -> None:
        from vungcao.kernel.norms import registrations  # noqa: F401
