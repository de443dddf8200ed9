"""The part of the product that follows announcements and keeps the index up to date."""

from django.utils.translation import gettext_lazy as _

from vungcao.kernel.accounts.services import system_account
from vungcao.kernel.calendar import clock
from vungcao.kernel.offers.outbox import Announcement, Consumer
from vungcao.kernel.offers.search import public_sources, sources
from vungcao.kernel.search import services

ACCOUNT = "search"


class Follower(Consumer):
    """Follows whatever any source follows: systems offer theirs after this was registered."""

    def follows(self, topic: str) -> bool:
        return (
            topic.startswith(services.UNITS)
            or any(source.follows(topic) for _name, source in sources.items())
            or any(source.follows(topic) for _name, source in public_sources.items())
        )


def take(announcement: Announcement) -> None:
    services.refresh(announcement=announcement, today=clock.today(), by=system_account(ACCOUNT))


FOLLOWER = Follower(topics=frozenset(), take=take, label=_("Chỉ mục tìm kiếm"))
