"""Books of numbers and signing keys on the screen: opened, held, withdrawn; and by whom not."""

import csv
import dataclasses
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.access.roles import Role
from vungcao.kernel.documents import certificates
from vungcao.kernel.documents.models import DocumentNumber, NumberSeries, SigningKey
from vungcao.kernel.documents.services import issuing
from vungcao.kernel.organisations.models import Organisation
from vungcao.kernel.scopes.services import Door, scoped
from vungcao.kernel.tests.documents import world
from vungcao.kernel.tests.factories import (
    GrantFactory,
    NationFactory,
    UnitFactory,
    UserFactory,
)
from vungcao.runtime.env import environment
from vungcao.systems.administration.tests.factories import officer
from vungcao.systems.administration.views import numbers

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
BOOK = {
    "kind": "decision",
    "symbol": "QĐ-MAU",
    "pattern": "{so2}/{kyhieu}",
    "valid_from": "01/07/2025",
    "number": "01/QĐ-MAU",
}


@pytest.fixture
def body() -> Organisation:
    nation = NationFactory.create()
    with scoped(("/1/",), door=Door.OFFICE):
        return world.office(UnitFactory.create(parent=nation))


@pytest.fixture
def keeper(client: Client, body: Organisation) -> Client:
    client.force_login(officer(Role.ADMINISTRATOR))
    return client


def said(client: Client, name: str, *args: int, **given: str) -> str:
    address = reverse(f"administration:{name}", args=args)
    return client.post(address, given, follow=True).content.decode()


def test_a_book_is_opened_numbers_are_held_and_one_is_cancelled(
    keeper: Client, body: Organisation
) -> None:
    assert "Đã mở sổ số." in said(keeper, "numbers-open", **BOOK, organisation=str(body.pk))
    with scoped(("/1/",), door=Door.OFFICE):
        series = NumberSeries.objects.get(organisation=body)
    given = {"count": "2", "day": "23/11/2026", "reason": "Họp cuối ngày"}
    assert "Đã giữ số." in said(keeper, "numbers-book", series.pk, **given)
    with scoped(("/1/",), door=Door.OFFICE):
        held = DocumentNumber.objects.filter(series=series).order_by("number")[0]
    assert "Ghi lý do huỷ số." in said(keeper, "number-cancel", held.pk)
    assert "Đã huỷ số 01/QĐ-MAU." in said(keeper, "number-cancel", held.pk, reason="Không họp")
    page = keeper.get(reverse("administration:numbers")).content.decode()
    assert "QĐ-MAU" in page
    assert "{so" not in page
    assert "02/QĐ-MAU" in page  # the last of the year
    assert "03/QĐ-MAU" in page  # the next one


def test_ways_of_writing_numbers_are_shown_by_an_example_and_in_words(
    keeper: Client, body: Organisation
) -> None:
    asked = keeper.get(reverse("administration:numbers-open")).content.decode()
    typed = said(keeper, "numbers-open", symbol="QĐ-MAU")

    assert "{so" not in asked.replace('value="{so', "")
    assert "07/QĐ-UBND (số có ít nhất hai chữ số)" in asked
    assert "7/2026/QĐ-MAU (không thêm số 0 ở trước, có năm)" in typed


@pytest.mark.parametrize(
    ("pattern", "next_number"),
    [("{so2}/{kyhieu}", "01/QĐ-MAU"), ("{so}/{nam}/{kyhieu}", "1/2026/QĐ-MAU")],
)
def test_a_book_says_what_number_comes_next(
    keeper: Client, body: Organisation, pattern: str, next_number: str
) -> None:
    said(keeper, "numbers-open", **BOOK | {"pattern": pattern, "organisation": str(body.pk)})
    with scoped(("/1/",), door=Door.OFFICE):
        series = NumberSeries.objects.get(organisation=body)

    page = keeper.get(reverse("administration:numbers-book", args=[series.pk])).content.decode()

    assert next_number in page
    assert world.OFFICE in page


def test_what_is_wrong_with_a_book_is_said_at_once_and_nothing_is_lost(
    keeper: Client, body: Organisation
) -> None:
    wrong = BOOK | {"pattern": "{kyhieu}", "valid_from": "hôm nay", "symbol": "QĐ-MAU"}

    page = said(keeper, "numbers-open", **wrong)

    assert page.count("Mục này còn trống, cần điền.") == 2  # above and beside: which office
    assert "Nhập ngày theo thứ tự" in page
    assert "Chọn một trong các cách viết số" in page
    assert 'value="QĐ-MAU"' in page
    with scoped(("/1/",), door=Door.OFFICE):
        assert not NumberSeries.objects.filter(organisation=body).exists()


def test_a_sample_symbol_is_asked_for_when_the_book_is_opened(
    keeper: Client, body: Organisation
) -> None:
    wrong = BOOK | {"symbol": "QĐ-UBND", "organisation": str(body.pk)}

    assert "kết thúc bằng -MAU" in said(keeper, "numbers-open", **wrong)
    with scoped(("/1/",), door=Door.OFFICE):
        assert not NumberSeries.objects.filter(organisation=body).exists()


def test_a_key_of_the_server_is_entered_for_who_signs_and_withdrawn(
    keeper: Client, body: Organisation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = dataclasses.replace(environment(), home=tmp_path)
    certificates.make_demo_key(here, "mau", "Xã Mẫu (MẪU)", world.NOW)
    for module in (issuing, numbers):
        monkeypatch.setattr(module, "environment", lambda: here)
    leader = officer(Role.COMMUNE_LEADER, body.unit)
    given = {"organisation": str(body.pk), "file": "mau"}

    assert "Không có tài khoản" in said(keeper, "key-new", **given, signer="khong-co")
    assert "Đã ghi nhận" in said(keeper, "key-new", **given, signer=leader.username)
    with scoped(("/1/",), door=Door.OFFICE):
        key = SigningKey.objects.get()
    assert key.signer_id == leader.pk
    assert "Đã rút khoá ký số." in said(keeper, "key-withdraw", key.pk)
    assert "đã hết hiệu lực" in said(keeper, "key-withdraw", key.pk)


def test_who_does_not_keep_books_is_refused(client: Client, body: Organisation) -> None:
    client.force_login(officer(Role.COMMUNE_LEADER, body.unit))
    for name in ("numbers", "numbers-open", "key-new"):
        assert client.get(reverse(f"administration:{name}")).status_code == 403
    client.force_login(officer(Role.AUDITOR))
    assert client.get(reverse("administration:numbers")).status_code == 200
    assert client.get(reverse("administration:numbers-open")).status_code == 403


def heads_and_rows(client: Client, **asked: str) -> list[list[str]]:
    answer = client.get(reverse("administration:numbers"), {**asked, "format": "csv"})
    pieces: Iterator[bytes] = answer.streaming_content  # type: ignore[attr-defined]
    return list(csv.reader(io.StringIO(b"".join(pieces).decode("utf-8-sig"))))


def test_books_are_found_by_office_without_tones_by_symbol_kind_and_state(
    keeper: Client, body: Organisation
) -> None:
    with scoped(("/1/",), door=Door.OFFICE):
        world.books(body, UserFactory.create())

    def found(**asked: str) -> list[str]:
        return [row[0] for row in heads_and_rows(keeper, **asked)[1:]]

    assert found(text="uy ban mau", kind="decision") == ["Quyết định QĐ-MAU"]
    assert found(text="BB-MAU") == ["Biên bản BB-MAU"]
    assert len(found(state="now")) == 3
    assert found(state="ended") == found(state="coming") == []
    assert found(sort="-book") == list(reversed(found(sort="book")))


def test_a_book_leaves_as_a_file_within_reach_only(
    client: Client, keeper: Client, body: Organisation
) -> None:
    with scoped(("/1/",), door=Door.OFFICE):
        world.books(body, UserFactory.create())
        neighbour = UnitFactory.create(parent=body.unit)

    head, first, *_others = heads_and_rows(keeper, sort="book")

    assert head[:3] == ["Sổ", "Cơ quan", "Số tới"]
    assert first[:3] == ["Quyết định QĐ-MAU", world.OFFICE, "01/QĐ-MAU"]
    client.force_login(GrantFactory.create(role=Role.ADMINISTRATOR, unit=neighbour).user)
    assert heads_and_rows(client) == [head]


def test_the_list_asks_as_much_for_many_as_for_one(
    keeper: Client, body: Organisation, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with scoped(("/1/",), door=Door.OFFICE):
        world.books(body, UserFactory.create())

    with django_assert_max_num_queries(22):
        keeper.get(reverse("administration:numbers"))
