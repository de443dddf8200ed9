"""Counting the tries of a request, before what is tried costs or tells anything."""

from dataclasses import dataclass
from datetime import timedelta

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext as _

from vungcao.kernel.accounts import rules
from vungcao.kernel.accounts.models import User
from vungcao.kernel.accounts.queries import attempts
from vungcao.kernel.accounts.queries.attempts import Bucket
from vungcao.kernel.calendar import clock
from vungcao.runtime.env import environment
from vungcao.web import devices, network
from vungcao.web.transactions import UnitOfWork

ALL_NETWORKS = 20  # times the tries from one network, for whoever comes from many
ASKED_PER_CONTACT = 5
ASKED_PER_NETWORK = 40
# A whole office may stand behind one address: many at once, then as many as one person needs.
UNKNOWN_CODES = rules.Pace(60, timedelta(seconds=10))
# A code with a secret: each code bears few tries, from wherever they come.
SECRETS = rules.Pace(10, timedelta(minutes=5))
DROPPED_PAPERS = rules.Pace(20, timedelta(seconds=10))
# Forms of strangers whose browser did no work: from one network, and from all of them.
UNPROVEN = rules.Pace(5, timedelta(minutes=1))
ALL_UNPROVEN = rules.Pace(60, timedelta(seconds=10))
SEARCHES = 60  # a minute; nobody types that fast
PICKS = 120  # a minute, while somebody types
DRAFTS = 60  # a minute, over all windows of an account


@dataclass(frozen=True)
class Attempt:
    """Where a try is counted: `own` begins anew after a success, `shared` gets one back."""

    own: tuple[Bucket, ...]
    shared: tuple[Bucket, ...] = ()

    def reserve(self, request: HttpRequest) -> timedelta:
        """How long to wait; nothing when the try may be made. It is counted for good by then."""
        wait = attempts.reserve(self.own + self.shared, clock.now())
        _settle(request)
        return wait

    def succeeded(self) -> None:
        attempts.forget(self.own)
        attempts.give_back(self.shared)


def of_account(request: HttpRequest, typed: str, account: User | None, what: str) -> Attempt:
    """A try to prove to be whoever `typed` names; an unknown name is counted like any other."""
    here = environment()
    longest = timedelta(minutes=here.longest_wait)
    device = devices.known(request, account) if account else ""
    if account and device:
        limit = rules.Limit(2 * here.sign_in_tries, longest)
        return Attempt((Bucket(f"{what}:{account.pk}:device:{device}", limit),))
    name, place = rules.written_alike(typed), rules.network(network.address(request))
    return Attempt(
        (Bucket(f"{what}:{name}:from:{place}", rules.Limit(here.sign_in_tries, longest)),),
        (
            Bucket(f"{what}:{name}", rules.Limit(ALL_NETWORKS * here.sign_in_tries, longest)),
            Bucket(f"from:{place}", rules.Limit(here.network_tries, longest)),
        ),
    )


def of_letter(request: HttpRequest, typed: str) -> Attempt:
    """Asking for a letter: each costs the office money and its receiver attention."""
    hour = timedelta(hours=1)
    name, place = rules.written_alike(typed), rules.network(network.address(request))
    return Attempt(
        (
            Bucket(f"letter:{name}", rules.Limit(ASKED_PER_CONTACT, hour)),
            Bucket(f"letter:from:{place}", rules.Limit(ASKED_PER_NETWORK, hour)),
        )
    )


def of_code(request: HttpRequest) -> Attempt:
    """Asking for a paper by its code; one that is found is given back."""
    return _of_network(request, "verify-code", UNKNOWN_CODES)


def of_secret(request: HttpRequest, code: str) -> Attempt:
    """Opening something by code and secret; a code that does not exist is counted like any other.

    A success gives its try back and makes no code free for more.
    """
    place = rules.network(network.address(request))
    of_network = Bucket(f"secret:from:{place}", UNKNOWN_CODES)
    return Attempt((), (Bucket(f"secret:{code[:16]}", SECRETS), of_network))


def of_paper(request: HttpRequest) -> Attempt:
    """Dropping a PDF: looking into one costs as much whether it is genuine or not."""
    return _of_network(request, "verify-file", DROPPED_PAPERS)


def of_unproven(request: HttpRequest) -> Attempt:
    """A form without a proof of work; counted for all networks too: any could leave it out."""
    here = Bucket(f"unproven:from:{rules.network(network.address(request))}", UNPROVEN)
    return Attempt((), (here, Bucket("unproven", ALL_UNPROVEN)))


def of_proof(challenge: str, lifetime: timedelta) -> Attempt:
    """A proof is taken once in its life, by whichever process it comes to."""
    return Attempt((Bucket(f"proof:{challenge}", rules.Pace(1, lifetime)),))


def _of_network(request: HttpRequest, what: str, pace: rules.Pace) -> Attempt:
    place = rules.network(network.address(request))
    return Attempt((), (Bucket(f"{what}:from:{place}", pace),))


def per_minute(what: str, most: int) -> timedelta:
    """How long to wait for the next minute when `what` was done too often in this one.

    Counted in each process and never stored: it keeps a machine from wearing out the others' server
    and proves nothing, unlike the tries above.
    """
    now = clock.now()
    key = f"minute:{what}:{now:%H%M}"
    cache.add(key, 0, 60)
    try:
        done = cache.incr(key)
    except ValueError:  # it has just run out
        return timedelta()
    return timedelta(seconds=60 - now.second) if done > most else timedelta()


def in_words(wait: timedelta) -> str:
    """What somebody reads who has to wait; it is the same whether the account exists or not."""
    seconds = max(1, round(wait.total_seconds()))
    if seconds < 60:
        return _("Đã thử nhiều lần. Đợi %(number)d giây rồi thử lại.") % {"number": seconds}
    minutes = -(-seconds // 60)
    return _("Đã thử nhiều lần. Đợi %(number)d phút rồi thử lại.") % {"number": minutes}


def _settle(request: HttpRequest) -> None:
    """Commit the count, whatever becomes of the request; no lock is held while a hash is made."""
    unit: UnitOfWork = request.unit_of_work  # type: ignore[attr-defined]
    unit.end(commit=True)
    unit.begin()
