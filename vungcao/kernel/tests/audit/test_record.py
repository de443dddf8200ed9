"""An entry is written with its change, or neither is."""

import json

import pytest
from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services
from vungcao.kernel.audit.models import Entry

pytestmark = pytest.mark.django_db


def test_says_who_did_what_to_which_row() -> None:
    user = User.objects.create(username="quan-tri")

    services.record(by=user, action="accounts.renamed", subject=user, field="last_name")

    entry = Entry.objects.get()
    assert (entry.actor, entry.action, entry.subject) == (
        "quan-tri",
        "accounts.renamed",
        f"accounts.User:{user.pk}",
    )
    assert json.loads(entry.body)["field"] == "last_name"


@pytest.mark.django_db(transaction=True)
def test_needs_the_transaction_of_its_change() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        services.record(by=User(username="ai"), action="x.y", subject="nothing")
