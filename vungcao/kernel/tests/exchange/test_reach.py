"""Anybody may announce; only who reaches the place finds the message, by raw SQL too."""

import pytest
from django.db import transaction

from vungcao.kernel.exchange.models import OutboxMessage
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.exchange.post import open_post
from vungcao.kernel.tests.factories import NationFactory, ProvinceFactory, UnitFactory
from vungcao.kernel.tests.scopes import scratch
from vungcao.kernel.units.models import Unit

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def places(monkeypatch: pytest.MonkeyPatch) -> tuple[Unit, Unit]:
    """Two communes; a message about each and one about no place, all delivered."""
    province = ProvinceFactory.create(parent=NationFactory.create())
    here, there = UnitFactory.create(parent=province), UnitFactory.create(parent=province)
    post = open_post(monkeypatch)
    with scoped((here.scope,)):
        post.put("here", scope=here.scope)
        post.put("there", scope=there.scope)  # a transfer is announced to who gets it
        post.put("nowhere")
    post.round()
    return here, there


KEYS = "select key from exchange_outboxmessage order by key"
RECEIPTS = "select 1 from exchange_receipt"


def test_raw_sql_finds_messages_of_ones_own_place_only(places: tuple[Unit, Unit]) -> None:
    here, _there = places

    with scoped((here.scope,)):
        assert scratch.rows(KEYS) == ["here"]
        assert len(scratch.rows(RECEIPTS)) == 1
    with scoped(("/1/",)):
        assert scratch.rows(KEYS) == ["here", "nowhere", "there"]
        assert len(scratch.rows(RECEIPTS)) == 3


def test_without_a_reach_nothing_is_found_changed_or_deleted(places: tuple[Unit, Unit]) -> None:
    with transaction.atomic():
        assert scratch.rows(KEYS) == []
        assert scratch.rows(RECEIPTS) == []
        assert scratch.change("update exchange_outboxmessage set state = 'skipped'") == 0
    with scoped(("/1/",)):
        assert scratch.change("delete from exchange_outboxmessage") == 0


def test_the_unit_is_the_one_now_responsible(places: tuple[Unit, Unit]) -> None:
    here, _there = places

    with scoped(("/1/",)):
        assert OutboxMessage.objects.get(key="here").unit_id == here.pk
        assert OutboxMessage.objects.get(key="nowhere").unit_id is None
