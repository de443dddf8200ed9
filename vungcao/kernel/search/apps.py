"""The search as an app: it follows announcements."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "vungcao.kernel.search"

    def ready(self) -> None:
        from vungcao.kernel.offers.outbox import consumers
        from vungcao.kernel.search.jobs import FOLLOWER

        consumers.register("search", FOLLOWER)
