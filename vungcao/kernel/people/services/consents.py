"""What a person agreed to, and refusing what they did not."""

from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.offers.outbox import Announcement, put
from vungcao.kernel.people import queries, sealing
from vungcao.kernel.people.models import Consent, ConsentPurpose, Person
from vungcao.kernel.people.services import registering


@transaction.atomic
def give_consent(
    *,
    person: Person,
    purpose: ConsentPurpose,
    way: Consent.Way,
    now: datetime,
    evidence: str = "",
    by: AbstractBaseUser,
) -> Consent:
    """Note that somebody agrees to one purpose; an agreement that stands stays as it is."""
    locked = registering.lock(person)
    held = locked.consents.filter(purpose=purpose, withdrawn_at=None).first()
    if held is not None:
        return held
    made = Consent.objects.create(
        person=locked,
        purpose=purpose,
        way=way,
        given_at=now,
        evidence=sealing.sealed(evidence, locked.key, Consent, "evidence"),
    )
    registering.touch(locked)
    audit.record(by=by, action="people.consent_given", subject=locked, purpose=purpose, way=way)
    return made


@transaction.atomic
def withdraw_consent(
    *, person: Person, purpose: ConsentPurpose, now: datetime, by: AbstractBaseUser
) -> None:
    """The person no longer agrees, from this moment on, whichever record the consent stands on."""
    locked = registering.lock(person)
    open_ = Consent.objects.filter(
        person__in=queries.records_of(locked), purpose=purpose, withdrawn_at=None
    )
    if not open_.update(withdrawn_at=now):
        raise RuleBroken("Không có sự đồng ý nào cho mục đích này.")
    registering.touch(locked)
    audit.record(by=by, action="people.consent_withdrawn", subject=locked, purpose=purpose)
    put(
        Announcement(
            topic="people.consent_withdrawn",
            subject=f"people.Person:{locked.pk}",
            scope=locked.scope,
            details={"purpose": purpose},
        )
    )


def require_consent(*, person: Person, purpose: ConsentPurpose) -> Consent:
    """The agreement that stands. Raises `RuleBroken` when there is none."""
    found = queries.consent_of(person, purpose)
    if found is None:
        label = ConsentPurpose(purpose).label
        raise RuleBroken(f"Người này chưa đồng ý cho mục đích “{label}”.")
    return found
