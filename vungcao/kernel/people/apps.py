"""The app of persons: what it offers is registered when it is loaded."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "vungcao.kernel.people"

    def ready(self) -> None:
        from vungcao.kernel.people import registrations  # noqa: F401
