"""Consent is given and withdrawn per purpose; the last word counts, on whichever record."""

from datetime import UTC, datetime

import pytest

from vungcao.kernel.audit.models import Entry
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.people import queries, services
from vungcao.kernel.people.models import Consent, ConsentPurpose, Person
from vungcao.kernel.people.services import MergePlan
from vungcao.kernel.tests.people.conftest import Place

ZALO, SMS = ConsentPurpose.MESSAGES_ZALO, ConsentPurpose.MESSAGES_SMS


def at(hour: int) -> datetime:
    return datetime(2026, 11, 1, hour, tzinfo=UTC)


def give(place: Place, person: Person, hour: int, purpose: ConsentPurpose = ZALO) -> Consent:
    return services.give_consent(
        person=person,
        purpose=purpose,
        way=Consent.Way.PAPER,
        now=at(hour),
        evidence="Đơn có chữ ký",
        by=place.by,
    )


def withdraw(place: Place, person: Person, hour: int) -> None:
    services.withdraw_consent(person=person, purpose=ZALO, now=at(hour), by=place.by)


def test_a_consent_holds_for_its_purpose_only(place: Place) -> None:
    person = place.person()

    made = give(place, person, 8)

    assert services.require_consent(person=person, purpose=ZALO) == made
    with pytest.raises(RuleBroken, match="nhận tin nhắn điện thoại"):
        services.require_consent(person=person, purpose=SMS)
    assert "chữ ký" not in "".join(Entry.objects.values_list("body", flat=True))


def test_giving_it_twice_keeps_the_first(place: Place) -> None:
    person = place.person()

    assert give(place, person, 8) == give(place, person, 9)


def test_after_a_withdrawal_nothing_holds_until_it_is_given_anew(place: Place) -> None:
    person = place.person()
    give(place, person, 8)

    withdraw(place, person, 9)

    assert queries.consent_of(person, ZALO) is None
    with pytest.raises(RuleBroken, match="Không có sự đồng ý"):
        withdraw(place, person, 10)
    again = give(place, person, 11)
    assert queries.consent_of(person, ZALO) == again


def test_a_later_no_on_one_record_outweighs_an_earlier_yes_on_the_other(place: Place) -> None:
    one, other = place.person(), place.person()
    give(place, one, 8)
    give(place, other, 9)
    withdraw(place, other, 10)

    services.merge(plan=MergePlan(kept=one, merged=other), now=at(12), by=place.by)

    assert queries.consent_of(one, ZALO) is None


def test_a_withdrawal_reaches_the_consents_of_both_records(place: Place) -> None:
    one, other = place.person(), place.person()
    give(place, one, 8)
    give(place, other, 9)
    services.merge(plan=MergePlan(kept=one, merged=other), now=at(10), by=place.by)
    one.refresh_from_db()

    withdraw(place, one, 11)

    assert not Consent.objects.filter(withdrawn_at=None).exists()
