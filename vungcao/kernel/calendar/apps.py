"""The app of calendars: what it offers is registered when it is loaded."""

from django.apps import AppConfig


class CalendarConfig(AppConfig):
    name = "vungcao.kernel.calendar"

    def ready(self) -> None:
        from vungcao.kernel.calendar import registrations  # noqa: F401
