"""How often strangers may write: what costs nothing to know first, then what is counted."""

from datetime import timedelta

from django.http import HttpRequest

from vungcao.kernel.accounts import rules
from vungcao.kernel.accounts.queries.attempts import Bucket
from vungcao.web import attempts, network
from vungcao.web.attempts import Attempt

POSTS = 20  # a minute from one network, in each process; counted without the database
HEAVY = 40_000  # bytes of a form
WRITTEN = rules.Pace(10, timedelta(minutes=3))  # from one network: a school may stand behind it
OF_ALL = rules.Pace(300, timedelta(seconds=2))
OF_CONTACT = rules.Pace(3, timedelta(minutes=20))


def at_once(request: HttpRequest) -> timedelta:
    """How long to wait before anything is looked at; no database is asked."""
    return attempts.per_minute(f"portal:letters:{_place(request)}", POSTS)


def kept(request: HttpRequest, *names: str) -> tuple[str, ...]:
    """The fields that a refusal sends back to be sent again; none of a body that is no letter."""
    return names if int(request.META.get("CONTENT_LENGTH") or 0) < HEAVY else ()


def reserve(request: HttpRequest, contact: str) -> timedelta:
    """How long to wait; nothing when it may go on, and then it is counted."""
    buckets = [
        Bucket(f"portal:letters:from:{_place(request)}", WRITTEN),
        Bucket("portal:letters", OF_ALL),
    ]
    if contact:
        buckets.append(Bucket(f"portal:letters:contact:{contact}", OF_CONTACT))
    return Attempt((), tuple(buckets)).reserve(request)


def _place(request: HttpRequest) -> str:
    return rules.network(network.address(request))
