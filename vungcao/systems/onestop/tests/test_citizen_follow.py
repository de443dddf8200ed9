"""Following one's own dossier by code and secret; without the secret there is nothing to see."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.calendar import clock
from vungcao.systems.onestop.models import Dossier, Message, Paper, Rating
from vungcao.systems.onestop.rules.statuses import Status
from vungcao.systems.onestop.services import messages, receiving, supplementing
from vungcao.systems.onestop.services.moving import move
from vungcao.systems.onestop.services.supplementing import Item, Request
from vungcao.systems.onestop.tests.citizens import begun, draft, everywhere, hold, scan, sent
from vungcao.systems.onestop.tests.factories import commune, officer, standing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]

TRACK = reverse("onestop:track")
SEEN = reverse("onestop:followed")


@pytest.fixture
def desk() -> Iterator[User]:
    with standing(officer("ban-mot-cua", Role.DESK_OFFICER, commune())) as user:
        yield user


def opened(made: Dossier) -> Client:
    """A browser in which code and secret were typed; the journey to it is one test's affair."""
    client = Client()
    hold(client, "onestop_dossier", made.pk)
    return client


def row(made: Dossier) -> Dossier:
    with everywhere():
        return Dossier.objects.select_related("case").get(pk=made.pk)


def received(made: Dossier) -> Dossier:
    by = officer("ban-mot-cua", Role.DESK_OFFICER, commune())
    with standing(by):
        return receiving.receive(dossier=made, action="tiep_nhan", now=clock.now(), by=by)


def asked(made: Dossier) -> Dossier:
    by = officer("can-bo", Role.COMMUNE_OFFICER, commune())
    with standing(by):
        at_work = move(dossier=received(made), action="chuyen", now=clock.now(), by=by)
        supplementing.ask(
            dossier=at_work,
            action="bo_sung",
            request=Request([Item("mau02", "Thiếu chữ ký của thư ký")]),
            now=clock.now(),
            by=by,
        )
    return row(made)


def plain(page: str, *codes: str) -> str:
    """A page without its token and the code that was typed."""
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)
    page = re.sub(r'nonce="[^"]+"', "", page)
    for code in codes:
        page = page.replace(code, "")
    return page


def test_code_and_secret_open_the_dossier() -> None:
    made, secret = sent()

    page = Client().post(
        TRACK, {"code": made.case.code.lower(), "secret": f"{secret[:4]} {secret[4:]}"}, follow=True
    )

    text = page.content.decode()
    assert page.redirect_chain[-1][0] == SEEN
    assert made.case.number in text
    assert "Nông Văn Mẫu" in text


def test_a_stranger_with_a_code_and_no_secret_gets_the_page_of_a_code_that_is_not_there() -> None:
    made, _secret = sent()

    known, unknown = (
        Client().post(TRACK, {"code": code, "secret": "AAAAAAAA"})
        for code in (made.case.code, "ABCDEFGHJK")
    )

    assert known.status_code == unknown.status_code == 200
    assert plain(known.content.decode(), made.case.code) == plain(
        unknown.content.decode(), "ABCDEFGHJK"
    )
    assert made.case.number not in known.content.decode()
    assert known.headers.keys() == unknown.headers.keys()


@pytest.mark.parametrize("code", ["", "x", "'; drop table", "A" * 21, "A\x00BCDEFGHI", "１２３"])
def test_an_impossible_code_is_no_error(code: str) -> None:
    page = Client().post(TRACK, {"code": code, "secret": "nul\x00"})

    assert page.status_code == 200


def test_a_secret_of_another_dossier_opens_nothing() -> None:
    first, _secret = sent()
    _second, other = sent()

    page = Client().post(TRACK, {"code": first.case.code, "secret": other})

    assert page.status_code == 200


def test_a_code_bears_few_tries_whether_it_exists_or_not() -> None:
    made, secret = sent()

    for code in (made.case.code, "ABCDEFGHJK"):
        pages = [Client().post(TRACK, {"code": code, "secret": "AAAAAAAA"}) for _ in range(11)]
        assert [page.status_code for page in pages] == [200] * 10 + [429]
        assert "Đã thử nhiều lần" in pages[-1].content.decode()
    late = Client().post(TRACK, {"code": made.case.code, "secret": secret})
    assert late.status_code == 429


@pytest.mark.parametrize(
    "name",
    ["followed", "followed-why", "followed-supply", "followed-withdraw"],
)
def test_no_page_of_a_dossier_opens_by_its_address(name: str) -> None:
    assert Client().get(reverse(f"onestop:{name}")).headers["Location"] == TRACK


@pytest.mark.parametrize("name", ["followed-message", "followed-rate"])
def test_nothing_is_sent_to_a_dossier_that_was_not_opened(name: str) -> None:
    assert Client().post(reverse(f"onestop:{name}"), {"words": "x"}).headers["Location"] == TRACK


def test_a_dossier_closes_after_half_an_hour_and_by_a_press(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made, _secret = sent()
    by_press, by_time = opened(made), opened(made)

    by_press.post(reverse("onestop:followed-leave"))
    later = clock.now() + timedelta(minutes=31)
    monkeypatch.setattr(clock, "now", lambda: later)

    assert by_press.get(SEEN).status_code == by_time.get(SEEN).status_code == 302


def test_each_look_leaves_an_entry_in_the_trail() -> None:
    made, _secret = sent()

    opened(made).get(SEEN)

    entries = Entry.objects.filter(action="onestop.followed")
    assert [one.subject for one in entries] == [f"onestop.Dossier:{made.pk}"]


def test_the_day_of_return_is_explained_day_by_day() -> None:
    made, _secret = sent()
    received(made)

    visitor = opened(made)
    page = visitor.get(SEEN).content.decode()
    why = visitor.get(reverse("onestop:followed-why")).content.decode()

    assert "Vì sao là ngày này" in page
    assert "Tính cả ngày" in why
    assert "Thời hạn 25 ngày làm việc, tính từ ngày" in why


def test_a_request_is_answered_on_one_screen() -> None:
    made, _secret = sent()
    asked(made)
    visitor = opened(made)

    shown = visitor.get(SEEN).content.decode()
    screen = visitor.get(reverse("onestop:followed-supply")).content.decode()
    visitor.post(
        reverse("onestop:followed-supply"), {"paper-mau02": scan(), "words": "Đã ký bổ sung"}
    )

    for said in ("Thiếu chữ ký của thư ký", "Phiếu yêu cầu bổ sung", "đang tạm dừng"):
        assert said in shown
    assert screen.count("không bắt buộc") == 1
    assert screen.index('name="paper-mau02"') < screen.index('name="words"')
    assert row(made).status == Status.WORKING
    with everywhere():
        papers = Paper.objects.filter(dossier=made, code="mau02").order_by("pk")
        assert [one.removed_at is None for one in papers] == [False, True]


def test_an_empty_or_a_broken_answer_is_told_and_keeps_nothing() -> None:
    made, _secret = sent()
    asked(made)
    visitor = opened(made)
    supply = reverse("onestop:followed-supply")

    empty = visitor.post(supply, {"words": " "})
    broken = visitor.post(supply, {"paper-mau02": scan("a.png", b"none")})

    assert "Gửi giấy tờ hoặc ghi nội dung" in empty.content.decode()
    assert broken.status_code == 200
    assert row(made).status == Status.SUPPLEMENT


def test_nothing_is_brought_where_nothing_is_asked() -> None:
    made, _secret = sent()

    answer = opened(made).get(reverse("onestop:followed-supply"))

    assert answer.headers["Location"] == SEEN


def test_a_dossier_is_withdrawn_when_it_was_asked_twice() -> None:
    made, _secret = sent()
    visitor, withdraw = opened(made), reverse("onestop:followed-withdraw")

    unsure = visitor.post(withdraw, {"words": ""}).content.decode()
    before = row(made).status
    visitor.post(withdraw, {"is_sure": "on"})

    assert "Đánh dấu vào ô này nếu thật sự muốn rút." in unsure
    assert before == Status.SUBMITTED
    assert row(made).status == Status.WITHDRAWN


def test_citizen_and_desk_write_to_each_other(desk: User) -> None:
    made, _secret = sent()
    visitor = opened(made)
    visitor.post(reverse("onestop:followed-message"), {"words": "Bao giờ xong ạ?"})

    with standing(desk):
        seen = messages.read(dossier=made, is_from_citizen=False, now=clock.now(), by=desk)
        messages.write(
            dossier=made, words="Ngày mai.", is_from_citizen=False, now=clock.now(), by=desk
        )

    assert [one.words for one in seen] == ["Bao giờ xong ạ?"]
    assert "Ngày mai." in visitor.get(SEEN).content.decode()


def test_words_of_a_citizen_are_shown_as_words() -> None:
    made, _secret = sent()
    visitor = opened(made)

    visitor.post(reverse("onestop:followed-message"), {"words": "<script>alert(1)</script>"})

    assert "<script>alert" not in visitor.get(SEEN).content.decode()


def test_a_desk_is_not_flooded_with_messages() -> None:
    made, _secret = sent()
    visitor = opened(made)

    for _ in range(11):
        visitor.post(reverse("onestop:followed-message"), {"words": "Alô"})

    with everywhere():
        assert Message.objects.count() == 10


def test_a_dossier_is_rated_once_and_after_its_end() -> None:
    made, _secret = sent()
    visitor, rate = opened(made), reverse("onestop:followed-rate")
    visitor.post(rate, {"stars": "5"})
    with everywhere():
        early = Rating.objects.count()

    visitor.post(reverse("onestop:followed-withdraw"), {"is_sure": "on"})
    for stars in ("4", "1", "9"):
        visitor.post(rate, {"stars": stars})

    with everywhere():
        assert early == 0
        assert [one.stars for one in Rating.objects.all()] == [4]


def test_a_paper_that_was_not_made_is_not_found() -> None:
    made, _secret = sent()
    visitor = opened(made)

    for form in ("01", "ket-qua", "06"):
        assert visitor.get(reverse("onestop:followed-paper", args=[form])).status_code == 404


def test_a_citizen_with_an_account_sees_their_own_without_the_secret(client: Client) -> None:
    account = User.objects.create_user("mau", kind="citizen")
    client.force_login(account)
    made, _secret = sent(account)

    mine = reverse("onestop:mine")
    listed = client.get(mine).content.decode()
    page = client.get(reverse("onestop:mine-dossier", args=[made.case.code]), follow=True)

    assert made.case.number in listed
    assert page.redirect_chain[-1][0] == SEEN
    assert page.status_code == 200
    assert mine in client.get(reverse("onestop:catalogue")).content.decode()
    assert mine not in Client().get(reverse("onestop:catalogue")).content.decode()


def test_another_citizen_s_dossier_does_not_exist(client: Client) -> None:
    account = User.objects.create_user("mau", kind="citizen")
    client.force_login(account)
    made, _secret = sent(account)
    other = Client()
    other.force_login(User.objects.create_user("nguoi-khac", kind="citizen"))

    known, unknown = (
        other.get(reverse("onestop:mine-dossier", args=[code]))
        for code in (made.case.code, "ABCDEFGHJK")
    )

    assert known.status_code == unknown.status_code == 404
    assert made.case.number not in other.get(reverse("onestop:mine")).content.decode()


def test_a_draft_of_an_account_is_opened_without_its_secret(client: Client) -> None:
    account = User.objects.create_user("mau", kind="citizen")
    begun(client, account)
    again = Client()
    again.force_login(account)

    page = again.get(reverse("onestop:mine-draft", args=[draft().code]), follow=True)

    assert page.status_code == 200
    assert page.redirect_chain[-1][0].endswith("/to-khai/")


def test_the_page_of_a_dossier_asks_the_database_a_fixed_number_of_times(
    django_assert_max_num_queries: Any,
) -> None:
    made, _secret = sent()
    asked(made)
    visitor = opened(made)

    with django_assert_max_num_queries(50):
        visitor.get(SEEN)
