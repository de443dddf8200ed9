"""Notices as an app: its kinds, letters and consumer are known once it is loaded."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "vungcao.kernel.notices"

    def ready(self) -> None:
        from vungcao.kernel.notices import letters, offers  # noqa: F401
