"""A citizen erases their own account: nothing about them opens afterwards, no letter leaves."""

import pytest
from django.apps import apps
from django.db import models
from django.test import Client
from django.urls import reverse

from vungcao.kernel.accounts import queries
from vungcao.kernel.accounts.models import CitizenContact, OneTimeCode, User
from vungcao.kernel.accounts.services import erasing
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.calendar import clock
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.offers.letters import letters
from vungcao.kernel.vault.fields import Sealed, SealedField
from vungcao.kernel.vault.models import DataKey
from vungcao.kernel.vault.services import open_texts
from vungcao.web.tests.accounts.test_registration import PHONE, ask, citizen
from vungcao.web.tests.accounts.world import PASSWORD, is_in, officer, sign_in, text

pytestmark = pytest.mark.django_db


def close(client: Client, password: str = PASSWORD) -> str:
    answer = client.post(reverse("account-close"), {"password": password}, follow=True)
    return text(answer)


def opened() -> list[str | None]:
    """Every sealed text in the tables of accounts, opened."""
    return [
        said
        for model in apps.get_app_config("accounts").get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, SealedField)
        for said in open_texts(_values(model, field))
        if said is not None
    ]


def _values(model: type[models.Model], field: SealedField) -> list[Sealed | None]:
    return list(model._default_manager.values_list(field.name, flat=True))


def test_nothing_in_the_tables_opens_afterwards() -> None:
    account = citizen()
    ask(Client())  # somebody tries the same number again; that row waits, sealed as well
    client = Client()
    sign_in(client, PHONE)
    assert sorted(map(str, opened())) == [PHONE, PHONE, "Người Mẫu"]

    assert "Đã xoá tài khoản." in close(client)

    account.refresh_from_db()
    assert opened() == []
    assert not DataKey.objects.filter(wrapped__isnull=False).exists()
    assert not CitizenContact.objects.exists()
    assert not account.is_active
    assert not is_in(client)
    assert Entry.objects.filter(action="accounts.forgotten", actor=account.username)


def test_no_letter_leaves_and_the_number_no_longer_signs_in() -> None:
    account = citizen()
    Client().post(reverse("reset"), {"typed": PHONE})
    waiting = OneTimeCode.objects.latest("pk").pk
    client = Client()
    sign_in(client, PHONE)

    close(client)

    assert letters.get("accounts.code")(waiting) is None
    assert queries.address_of(User.objects.get(pk=account.pk)) == ""
    assert sign_in(Client(), PHONE).status_code == 200


def test_the_number_opens_a_new_account_later() -> None:
    first = citizen()
    client = Client()
    sign_in(client, PHONE)
    close(client)
    first.kind = User.Kind.OFFICER
    first.save()  # `citizen` looks for the only one

    assert citizen().pk != first.pk


def test_a_wrong_password_closes_nothing() -> None:
    citizen()
    client = Client()
    sign_in(client, PHONE)

    assert "Mật khẩu chưa đúng." in close(client, "sai")
    assert is_in(client)
    assert opened()


def test_an_officers_and_a_demo_account_are_not_closed_here() -> None:
    client = Client()
    client.force_login(officer())
    demo = User.objects.create_user("congdan", password=PASSWORD, kind="citizen", is_synthetic=True)
    visitor = Client()
    sign_in(visitor, "congdan")

    assert "Tài khoản của tôi" in close(client)
    assert "không xoá được" in close(visitor)
    assert User.objects.filter(is_active=True, pk=demo.pk).exists()
    assert "Xoá tài khoản" not in text(client.get(reverse("account")))


def test_nobody_closes_the_account_of_somebody_else() -> None:
    account = citizen()

    with pytest.raises(RuleBroken):
        erasing.close_citizen(account=account, now=clock.now(), by=officer())
