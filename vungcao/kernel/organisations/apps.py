"""The app of organisations: what it offers is registered when it is loaded."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "vungcao.kernel.organisations"

    def ready(self) -> None:
        from vungcao.kernel.organisations import registrations  # noqa: F401
