"""Letters that came back: each counts once, and an address that refuses for good comes to rest."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from vungcao.kernel.audit import services as audit
from vungcao.systems.newsletter.models import (
    Bounce,
    Dispatch,
    Issue,
    Subscriber,
    SubscriberState,
)
from vungcao.systems.newsletter.queries import norms, subscribers
from vungcao.systems.newsletter.queries.door import inside
from vungcao.systems.newsletter.queries.progress import refused
from vungcao.systems.newsletter.rules.bounces import Report

REFUSED = "5.1.1"  # what the answer to an address means, where no report says it


@dataclass(frozen=True)
class Verdict:
    """What became of a pile of reports."""

    hard: int = 0
    soft: int = 0
    repeated: int = 0
    unknown: int = 0
    suspended: int = 0


@transaction.atomic
def note_reports(*, reports: Iterable[Report], today: date, by: AbstractBaseUser) -> Verdict:
    """Write down what reports say of our letters; one that is no letter of ours changes nothing.

    A letter counts once, however often its report is given. After the number of the day the
    address gets no more letters until it is confirmed anew.
    """
    most = norms.most_bounces(today)
    counted = dict.fromkeys(("hard", "soft", "repeated", "unknown", "suspended"), 0)
    with inside():
        for report in reports:
            letter = _letter(report)
            if letter is None:
                counted["unknown"] += 1
            elif letter.bounce in (Bounce.HARD, Bounce.HARD if report.is_hard else Bounce.SOFT):
                counted["repeated"] += 1
            else:
                counted["hard" if report.is_hard else "soft"] += 1
                counted["suspended"] += _note(letter, report.status, report.is_hard, most, by)
        audit.record(by=by, action="newsletter.bounces_noted", subject="newsletter", **counted)
    return Verdict(**counted)


@transaction.atomic
def note_refusals(*, since: datetime, today: date, by: AbstractBaseUser) -> int:
    """The same for addresses that a mail server did not take at all. How many letters."""
    most, number = norms.most_bounces(today), 0
    with inside():
        for issue in Issue.objects.filter(started_at__gte=since).order_by("pk"):
            for pk in refused(issue):
                letter = Dispatch.objects.select_for_update().get(pk=pk)
                _note(letter, REFUSED, is_hard=True, most=most, by=by)
                number += 1
    return number


def _letter(report: Report) -> Dispatch | None:
    """By the code that came back with it; else the last letter to the address."""
    rows = Dispatch.objects.select_for_update().order_by("-pk")
    if report.letter and (found := rows.filter(code=report.letter).first()):
        return found
    mark = subscribers.fingerprint(report.recipient)
    return rows.filter(subscriber__fingerprint=mark).first()


def _note(
    letter: Dispatch, status: str, is_hard: bool, most: int | None, by: AbstractBaseUser
) -> int:
    letter.bounce = Bounce.HARD if is_hard else Bounce.SOFT
    letter.bounce_code = status[:20]
    letter.save(update_fields=["bounce", "bounce_code"])
    return _count(letter.subscriber_id, most, by) if is_hard else 0


def _count(pk: int, most: int | None, by: AbstractBaseUser) -> int:
    row = Subscriber.objects.select_for_update(of=("self",)).get(pk=pk)
    if row.state != SubscriberState.ACTIVE:
        return 0
    row.bounces += 1
    rests = most is not None and row.bounces >= most
    row.state = SubscriberState.SUSPENDED if rests else SubscriberState.ACTIVE
    row.save(update_fields=["bounces", "state"])
    if rests:
        audit.record(by=by, action="newsletter.suspended", subject=row)
    return int(rests)
