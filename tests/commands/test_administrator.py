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
PASSWORD = "mua-ngo-nuong-2026"


@pytest.fixture(autouse=True)
def nation(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vungcao.config.boot.enter", lambda: None)
    NationFactory.create()


def test_the_printed_link_opens_an_account_that_administers_the_nation(capsys: Said) -> None:
    assert main(["administrator", *PERSON]) == 0
    link = re.search(r"/tai-khoan/loi-moi/\S+/", capsys.readouterr().out)
    assert link is not None

    Client().post(link[0], {"new": PASSWORD, "again": PASSWORD})

    account = User.objects.get(username="quan.tri")
    assert account.check_password(PASSWORD)
    with scoped(("/1/",)):
        assert Grant.objects.get(user=account).role == Role.ADMINISTRATOR
    granted = Entry.objects.get(action="access.granted")
    assert granted.actor == "he-thong:administrator"


def test_a_name_that_is_taken_is_one_sentence_and_changes_nothing(capsys: Said) -> None:
    main(["administrator", *PERSON])

    assert main(["administrator", *PERSON]) == 1

    assert "đã được mời" in capsys.readouterr().err
    assert User.objects.filter(username__startswith="quan").count() == 1
