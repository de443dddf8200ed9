"""Cases as an app: running clocks are offered to whoever changes a calendar."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "vungcao.kernel.cases"

    def ready(self) -> None:
        from vungcao.kernel.cases import registrations  # noqa: F401
