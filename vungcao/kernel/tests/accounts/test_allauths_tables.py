"""The tables in which django-allauth would keep addresses in clear take no row."""

import pytest
from allauth.account.models import EmailAddress
from django.db import IntegrityError

from vungcao.kernel.tests.factories import UserFactory


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["officer", "citizen"])
def test_no_address_stands_in_clear(kind: str) -> None:
    account = UserFactory.create(kind=kind)

    with pytest.raises(IntegrityError, match="stays_empty"):
        EmailAddress.objects.create(user=account, email="nguoi.mau@vi-du.invalid")
