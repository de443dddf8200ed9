"""Accounts of jobs cannot sign in; accounts of the demo say that they are."""

import pytest
from django.contrib.auth import authenticate

from vungcao.kernel.accounts import services
from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit.models import Entry

pytestmark = pytest.mark.django_db


def test_nobody_signs_in_with_the_account_of_a_job() -> None:
    account = services.system_account("audit")

    assert services.system_account("audit") == account
    assert authenticate(username=account.username, password="!") is None


def test_a_demo_account_is_marked_and_opened_once() -> None:
    system = services.system_account("demo")

    for password in ("one-password", "another-password"):
        services.open_demo_account(username="quan-tri", password=password, by=system)

    assert User.objects.get(username="quan-tri").is_synthetic
    assert authenticate(username="quan-tri", password="another-password") is not None
    assert Entry.objects.filter(action="accounts.demo_opened").count() == 1
