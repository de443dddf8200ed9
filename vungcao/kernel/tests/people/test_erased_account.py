"""An erased person's account is closed, and its contacts no longer open."""

from datetime import UTC, datetime

from vungcao.kernel.accounts import jobs
from vungcao.kernel.accounts.models import Channel, CitizenContact, User
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.offers.outbox import Announcement
from vungcao.kernel.people import services
from vungcao.kernel.tests.factories import UserFactory
from vungcao.kernel.tests.people.conftest import Place
from vungcao.kernel.vault import services as vault
from vungcao.kernel.vault.models import DataKey

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


def test_the_account_of_an_erased_person_is_closed_and_forgets(place: Place) -> None:
    person = place.person()
    key = vault.make_key(by=place.by)
    account = UserFactory.create(kind=User.Kind.CITIZEN, person=person, key=key)
    field = CitizenContact._meta.get_field("value")
    CitizenContact.objects.create(
        account=account,
        key=key,
        channel=Channel.SMS,
        value=vault.seal("0900000987", key=key, field=field),
        fingerprint=vault.fingerprint("0900000987", purpose="tests"),
    )
    services.erase(person=person, now=NOW, by=place.by)
    told = Announcement("people.erased", f"people.Person:{person.pk}", person.scope)

    jobs.take(told)
    jobs.take(told)

    account.refresh_from_db()
    assert not account.is_active
    assert not account.has_usable_password()
    assert not CitizenContact.objects.exists()
    assert DataKey.objects.get(pk=key.pk).wrapped is None
    assert Entry.objects.filter(action="accounts.forgotten").count() == 1


def test_whoever_has_no_account_needs_none(place: Place) -> None:
    person = place.person()

    jobs.take(Announcement("people.erased", f"people.Person:{person.pk}", person.scope))

    assert not Entry.objects.filter(action="accounts.forgotten").exists()


def test_an_account_that_was_closed_before_forgets_all_the_same(place: Place) -> None:
    person = place.person()
    key = vault.make_key(by=place.by)
    UserFactory.create(kind=User.Kind.CITIZEN, person=person, key=key, is_active=False)

    jobs.take(Announcement("people.erased", f"people.Person:{person.pk}", person.scope))

    assert DataKey.objects.get(pk=key.pk).wrapped is None
