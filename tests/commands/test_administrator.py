"""`vungcao administrator`: a new province gets its first administrator from the terminal."""

import re

import pytest
from django.test import Client

from vungcao.config.commands import main
from vungcao.kernel.access.models import Grant
from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.factories import NationFactory

pytestmark = pytest.mark.django_db
Said = pytest.CaptureFixture[str]
PERSON = ["quan.tri", "Nguyễn Mẫu", "Quản", "quan.tri@so.invalid"]
LINK = re.compile(r"/tai-khoan/loi-moi/\S+/")
PASSWORD = "mua-ngo-nuong-2026"


@pytest.fixture(autouse=True)
def nation(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vungcao.config.boot.enter", lambda: None)
    NationFactory.create()


def test_the_printed_link_opens_an_account_that_administers_the_nation(capsys: Said) -> None:
    assert main(["administrator", *PERSON]) == 0
    (link,) = LINK.findall(capsys.readouterr().out)

    Client().post(link, {"new": PASSWORD, "again": PASSWORD})

    account = User.objects.get(username="quan.tri")
    assert account.check_password(PASSWORD)
    with scoped(("/1/",)):
        assert Grant.objects.get(user=account).role == Role.ADMINISTRATOR
    granted = Entry.objects.get(action="access.granted")
    assert granted.actor == "he-thong:administrator"


def test_a_lost_link_is_replaced_by_a_new_one(capsys: Said) -> None:
    main(["administrator", *PERSON])
    (lost,) = LINK.findall(capsys.readouterr().out)

    assert main(["administrator", *PERSON]) == 0

    (new,) = LINK.findall(capsys.readouterr().out)
    assert Client().get(lost).status_code == 404
    assert Client().get(new).status_code == 200
    assert User.objects.filter(username__startswith="quan").count() == 1


def test_a_name_that_is_taken_is_one_sentence_and_changes_nothing(capsys: Said) -> None:
    User.objects.create(username=PERSON[0])

    assert main(["administrator", *PERSON]) == 1

    assert "đã có người dùng" in capsys.readouterr().err
    with scoped(("/1/",)):
        assert not Grant.objects.exists()
