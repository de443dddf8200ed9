"""Drafts of forms: sealed, of the account alone, few and for a few days."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from vungcao.kernel.accounts.models import FormDraft, User
from vungcao.kernel.accounts.queries import drafts as queries
from vungcao.kernel.accounts.services import drafts, erasing
from vungcao.kernel.accounts.services.drafts import LARGEST, MOST, Place
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.scopes.services import Door, scoped
from vungcao.kernel.tests.factories import UserFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 3, 32, tzinfo=UTC)
HERE = Place("tests.form", "pk=7")
WORDS = {"name": ["Nông Mẫu An"], "role": ["canbo-xa", "lanhdao-xa"]}


@pytest.fixture
def account() -> User:
    return UserFactory.create()


def keep(account: User, place: Place = HERE, now: datetime = NOW, **words: list[str]) -> None:
    with scoped((), account=account.pk, door=Door.OFFICE):
        drafts.keep_draft(place=place, words=words or WORDS, now=now, by=account)


def found(account: User, place: Place = HERE) -> dict[str, list[str]] | None:
    with scoped((), account=account.pk, door=Door.OFFICE):
        draft = queries.draft(account, place.form, place.subject, NOW - drafts.LIFE)
        return queries.words_of(draft) if draft else None


def test_the_last_words_are_kept_for_each_form_and_object(account: User) -> None:
    keep(account)
    keep(account, name=["Bàn Mẫu Hoa"])
    keep(account, Place("tests.form", "pk=8"))

    assert found(account) == {"name": ["Bàn Mẫu Hoa"]}
    assert found(account, Place("tests.form", "pk=8")) == WORDS
    assert found(account, Place("tests.form", "pk=9")) is None


def test_what_was_typed_stands_in_no_table_in_clear(account: User) -> None:
    keep(account)

    with scoped((), door=Door.SYSTEM), connection.cursor() as cursor:
        cursor.execute("select row_to_json(kept)::text from accounts_formdraft kept")
        (row,) = cursor.fetchone()

    assert "Nông" not in row
    assert "canbo-xa" not in row


def test_another_account_does_not_find_it(account: User) -> None:
    keep(account)
    other = UserFactory.create()

    assert found(other) is None
    with scoped(("/1/",), account=other.pk, door=Door.OFFICE):
        assert not FormDraft.objects.exists()


def test_it_is_gone_once_it_is_dropped(account: User) -> None:
    keep(account)

    with scoped((), account=account.pk, door=Door.OFFICE):
        drafts.drop_draft(place=HERE, by=account)

    assert found(account) is None


def test_too_long_a_form_is_refused_in_words(account: User) -> None:
    with pytest.raises(RuleBroken, match="dài quá"):
        keep(account, text=["x" * LARGEST])


def test_the_oldest_makes_room(account: User) -> None:
    for number in range(MOST + 2):
        keep(account, Place("tests.form", str(number)), NOW + timedelta(minutes=number))

    with scoped((), door=Door.SYSTEM):
        kept = set(FormDraft.objects.values_list("subject", flat=True))
    assert len(kept) == MOST
    assert not {"0", "1"} & kept


def test_after_seven_days_it_is_forgotten(account: User) -> None:
    keep(account, Place("cu"), NOW - timedelta(days=7, minutes=1))
    keep(account, Place("moi"), NOW - timedelta(days=6))

    with scoped((), door=Door.SYSTEM):
        drafts.forget_drafts(now=NOW, by=account)
        assert [draft.form for draft in FormDraft.objects.order_by("pk")] == ["moi"]


def test_an_erased_account_leaves_no_draft(account: User) -> None:
    citizen = UserFactory.create(kind=User.Kind.CITIZEN)
    keep(citizen)

    with scoped((), account=citizen.pk, door=Door.CITIZEN):
        erasing.close_citizen(account=citizen, now=NOW, by=citizen)

    with scoped((), door=Door.SYSTEM):
        assert not FormDraft.objects.exists()
