"""Registers text messages with the exchange; says honestly that no gateway is connected."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.utils.translation import gettext_lazy as _

from vungcao.integrations.sms import fake
from vungcao.kernel.exchange.adapters import Adapter, Parcel, Send, Unreachable, adapters
from vungcao.kernel.exchange.letters import compose
from vungcao.runtime.env import environment

CODE = "sms"


@contextmanager
def session(settings: Mapping[str, Any]) -> Iterator[Send]:
    """In the demo messages land in a folder; elsewhere they wait until a gateway is connected."""

    def send(parcel: Parcel) -> str:
        if missing := lacks():
            raise Unreachable(missing)
        return fake.keep(environment().mailbox, compose(parcel), parcel.key)

    yield send


def lacks() -> str:
    """Only the demo has a gateway, a simulated one."""
    return "" if environment().is_demo else "not-connected"


# Practice lives in the demo's mode, and so never meets a gateway.
adapters.register(CODE, Adapter(_("Tin nhắn SMS"), session, lacks, in_practice=session))
