"""Saying that a page is there, is gone, or reads otherwise: what is found of it follows."""

from vungcao.kernel.offers.outbox import Announcement, put

TOPIC = "portal.changed"


def say(pk: int) -> None:
    """In the transaction of the change; also of a page that is there no more."""
    put(Announcement(topic=TOPIC, subject=f"wagtailcore.Page:{pk}"))
