"""Units as an app: it registers its reference files, demo and open questions when loaded."""

from django.apps import AppConfig


class UnitsConfig(AppConfig):
    name = "vungcao.kernel.units"

    def ready(self) -> None:
        from vungcao.kernel.units import registrations  # noqa: F401
