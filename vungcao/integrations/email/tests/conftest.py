"""A mail server on loopback, a kind of letter, and the way between them."""

import dataclasses
from collections.abc import Callable, Iterator

import pytest
from django.db import transaction

from vungcao.integrations.email import adapter, fake
from vungcao.kernel.accounts.services import system_account
from vungcao.kernel.calendar import clock
from vungcao.kernel.exchange import delivery, services
from vungcao.kernel.exchange.models import OutboxMessage
from vungcao.kernel.offers.letters import Letter, letters
from vungcao.kernel.offers.outbox import Announcement
from vungcao.kernel.scopes.services import scoped
from vungcao.runtime import ports
from vungcao.runtime.env import environment


class Post:
    """A server that errs by `plan`; `box` has what it kept."""

    def __init__(self) -> None:
        self.box, self.plan, self.port = fake.Memory(), fake.Plan(), ports.any_free()
        self.here = environment()
        self.letter: Letter | None = Letter("nguoi-nhan@mau.invalid", "Thư mẫu", "Chào bạn.")

    def put(self, *refs: int) -> None:
        with transaction.atomic():
            for ref in refs:
                details: dict[str, str | int | bool | None] = {"kind": "tests.mail", "ref": ref}
                said = Announcement("letter", f"tests.Row:{ref}", "", "email", f"k{ref}", details)
                services.write([said])

    def round(self) -> None:
        delivery.deliver("email", clock.now, system_account("exchange"))

    def states(self) -> list[tuple[str, str]]:
        with scoped(("/1/",)):
            own = OutboxMessage.objects.filter(topic="letter")
            rows = own.order_by("pk").values_list("state", "fault")
            return [(state, fault) for state, fault in rows]


@pytest.fixture
def post(monkeypatch: pytest.MonkeyPatch) -> Iterator[Post]:
    made = Post()
    compose: Callable[[int], Letter | None] = lambda ref: made.letter  # noqa: E731
    monkeypatch.setitem(letters._offers, "tests.mail", compose)
    here = dataclasses.replace(
        environment(),
        smtp_url=f"smtp://127.0.0.1:{made.port}",
        smtp_from="khong-tra-loi@vung-cao.invalid",
    )
    made.here = here
    monkeypatch.setattr(adapter, "environment", lambda: here)
    server = fake.serve(made.port, made.box, made.plan)
    yield made
    server.stop()
