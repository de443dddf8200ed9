"""A partner of tests that does what it is told, and what it was given."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.accounts.services import system_account
from vungcao.kernel.exchange import adapters, delivery, services
from vungcao.kernel.exchange.adapters import Adapter, Parcel, Send
from vungcao.kernel.exchange.models import OutboxMessage, Partner
from vungcao.kernel.offers.outbox import Announcement
from vungcao.kernel.scopes.services import scoped

NOON = datetime(2036, 11, 23, 5, tzinfo=UTC)  # later than the database's own clock


class Post:
    """The partner `code`: keeps what it took, by key; `answer` may raise instead of taking."""

    def __init__(self, code: str, answer: Callable[[Parcel], None] = lambda parcel: None) -> None:
        self.code, self.answer = code, answer
        self.taken: list[str] = []
        self.tried: list[str] = []
        self.now = NOON

    @contextmanager
    def session(self, settings: Mapping[str, Any]) -> Iterator[Send]:
        def send(parcel: Parcel) -> str:
            assert not transaction.get_connection().in_atomic_block or self.code == "nested"
            self.tried.append(parcel.key)
            self.answer(parcel)
            self.taken.append(parcel.key)
            return f"their-{parcel.number}"

        yield send

    def tell(self) -> datetime:
        return self.now

    def later(self, **time: float) -> None:
        self.now += timedelta(**time)

    def round(self) -> None:
        delivery.deliver(self.code, self.tell, self.by)

    def put(self, *keys: str, scope: str = "") -> None:
        with transaction.atomic():
            for key in keys:
                services.write([Announcement("tests.said", "tests.Row:1", scope, self.code, key)])

    def states(self) -> dict[str, str]:
        with scoped(("/1/",)):
            rows = OutboxMessage.objects.filter(receiver=self.code)
            return dict(rows.values_list("key", "state"))

    @property
    def by(self) -> User:
        return system_account("exchange")

    @property
    def partner(self) -> Partner:
        return Partner.objects.get(code=self.code)


def open_post(
    monkeypatch: pytest.MonkeyPatch,
    code: str = "buu-cuc",
    answer: Callable[[Parcel], None] = lambda parcel: None,
) -> Post:
    """Register the partner for the time of one test.

    Waits are the same for all, and a round ends when nothing is due, however slow the machine is.
    """
    monkeypatch.setattr("vungcao.kernel.exchange.delivery.random.random", lambda: 0.5)
    monkeypatch.setattr("vungcao.kernel.exchange.delivery.ROUND_SECONDS", 600.0)
    post = Post(code, answer)
    monkeypatch.setitem(
        adapters.adapters._offers,
        code,
        Adapter("Bưu cục mẫu", post.session),  # type: ignore[arg-type]
    )
    return post


def fails(*what: Exception) -> Callable[[Parcel], None]:
    """Raises these one after the other, then takes everything."""
    coming = list(what)

    def answer(parcel: Parcel) -> None:
        if coming:
            raise coming.pop(0)

    return answer
