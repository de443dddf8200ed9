"""The app of rights: it says who may open persons' records at all."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "vungcao.kernel.access"

    def ready(self) -> None:
        from vungcao.kernel.access import queries
        from vungcao.kernel.offers.people import gates

        gates.register("access.administrators", queries.may_open_persons)
