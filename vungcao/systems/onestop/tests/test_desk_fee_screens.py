"""The screens of fees and of giving the result back."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.scopes.services import bind
from vungcao.systems.onestop.models import Dossier, Fee
from vungcao.systems.onestop.rules.statuses import Status
from vungcao.systems.onestop.services import charging
from vungcao.systems.onestop.tests.desk import AT_RETURN, FEE, at_return, with_charges
from vungcao.systems.onestop.tests.factories import (
    NOW,
    Arrange,
    at,
    commune,
    neighbour,
    officer,
    received,
    standing,
)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("province"),
    pytest.mark.slow,
]
BOOK = reverse("onestop:fee-book")


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vungcao.kernel.calendar.clock.now", lambda: at(26))


def desk_with_a_fee() -> tuple[User, Dossier]:
    found = officer("ban-mot-cua", Role.DESK_OFFICER, commune())
    with standing(found):
        return found, received(found, version=with_charges(FEE, code="9.000002"))


@pytest.fixture(scope="module")
def arranged(once: Arrange) -> tuple[User, Dossier]:
    return once(desk_with_a_fee)


@pytest.fixture
def desk(db: None, arranged: tuple[User, Dossier]) -> User:
    user = arranged[0]
    bind(user.reach, account=user.pk)
    return user


@pytest.fixture
def row(desk: User, arranged: tuple[User, Dossier]) -> Dossier:
    """Received, with a fee to be paid."""
    return Dossier.objects.select_related("case").get(pk=arranged[1].pk)


@pytest.fixture
def screen(client: Client, desk: User) -> Client:
    client.force_login(desk)
    return client


def of(name: str, row: Dossier | Fee) -> str:
    return reverse(f"onestop:{name}", args=[row.pk])


def words(client: Client, address: str, said: dict[str, str] | None = None) -> str:
    answer = client.get(address) if said is None else client.post(address, said, follow=True)
    return " ".join(answer.content.decode().split())


def test_a_fee_is_collected_on_the_page_of_its_dossier(
    screen: Client, desk: User, row: Dossier
) -> None:
    page = words(screen, of("fee-collect", row.fees.get()), {"receipt": "BL-0001"})

    assert "Đã thu Lệ phí mẫu, biên lai số BL-0001." in page
    assert "Đã thu 20.000 đồng, chưa thu 0 đồng." in page
    assert "Căn cứ thu:" in page
    assert row.version.basis.number in page


def test_a_receipt_that_is_taken_is_said_beside_the_fee(
    screen: Client, desk: User, row: Dossier
) -> None:
    second = received(desk, version=row.version)
    charging.collect(fee=row.fees.get(), receipt="BL-0001", now=NOW, by=desk)

    page = words(screen, of("fee-collect", second.fees.get()), {"receipt": "BL-0001"})

    assert "đã ghi cho khoản thu khác" in page


def test_a_fee_is_voided_with_its_reason(screen: Client, desk: User, row: Dossier) -> None:
    fee = row.fees.get()

    refused = words(screen, of("fee-void", fee), {"reason": ""})
    page = words(screen, of("fee-void", fee), {"reason": "Được miễn"})

    assert "Mục này còn trống" in refused
    assert "Đã huỷ khoản thu Lệ phí mẫu." in page


def test_another_amount_is_asked_with_its_reason(screen: Client, desk: User, row: Dossier) -> None:
    refused = words(screen, of("fee-amount", row), {"code": "le_phi", "amount": "12.000"})

    page = words(
        screen, of("fee-amount", row), {"code": "le_phi", "amount": "12.000", "reason": "Hộ nghèo"}
    )

    assert "Mục này còn trống" in refused
    assert "Khác mức quy định: Hộ nghèo." in page
    assert "chưa thu 12.000 đồng" in page


def test_what_has_become_due_is_asked_by_a_press(screen: Client, desk: User) -> None:
    row = at_return(received(desk, version=with_charges(AT_RETURN)), at(25), desk)
    assert "Đến lúc thu" in words(screen, of("fees", row))

    page = words(screen, of("fees", row), {})

    assert "Đã ghi 1 khoản phải thu." in page
    assert row.fees.get().amount == 3_000


def test_the_book_counts_in_dong_and_is_narrowed(screen: Client, desk: User, row: Dossier) -> None:
    paid = received(desk, version=row.version)
    charging.collect(fee=paid.fees.get(), receipt="BL-0001", now=at(25), by=desk)

    whole = words(screen, BOOK)
    part = words(screen, f"{BOOK}?state=collected&since=25/11/2026&until=25/11/2026")

    assert "Đã thu <strong>20.000</strong> đồng, chưa thu <strong>20.000</strong> đồng" in whole
    assert paid.case.number in part
    assert row.case.number not in part
    assert "chưa thu <strong>0</strong>" in part


def test_the_book_costs_as_much_for_many_as_for_one(
    screen: Client, desk: User, row: Dossier, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(4):
        received(desk, version=row.version)

    with django_assert_max_num_queries(32):
        screen.get(BOOK)


def test_a_result_is_given_back_and_said_to_whom(screen: Client, desk: User) -> None:
    row = at_return(received(desk), at(25), desk)

    asked = words(screen, of("return", row))
    nobody = words(screen, of("return", row), {"way": "desk", "words": ""})
    page = words(screen, of("return", row), {"way": "desk", "words": "Trưởng thôn Mẫu"})

    assert "Người nhận</label>" in asked
    assert "trả tại quầy thì phải ghi" in asked
    assert "không bắt buộc" not in asked
    assert "Mục này còn trống" in nobody
    assert "Đã trả kết quả lúc" in page
    assert Dossier.objects.get(pk=row.pk).status == Status.RETURNED


def test_a_result_waits_for_its_fees(screen: Client, desk: User, row: Dossier) -> None:
    row = at_return(row, at(25), desk)

    page = words(screen, of("return", row), {"way": "desk", "words": "Trưởng thôn Mẫu"})

    assert "Chưa thu đủ phí, lệ phí của hồ sơ này." in page
    assert Dossier.objects.get(pk=row.pk).returned_at is None


def test_there_is_nothing_to_give_back_before_the_end(screen: Client, desk: User) -> None:
    row = received(desk)

    assert "chưa có kết quả" in words(screen, of("return", row))
    words(screen, of("return", row), {"way": "desk", "words": "Trưởng thôn Mẫu"})
    assert Dossier.objects.get(pk=row.pk).returned_at is None


def test_a_neighbour_s_desk_finds_none_of_it(client: Client, desk: User, row: Dossier) -> None:
    fee = row.fees.get()
    client.force_login(officer("ban-khac", Role.DESK_OFFICER, neighbour()))

    assert client.get(of("fees", row)).status_code == 404
    assert client.get(of("return", row)).status_code == 404
    assert client.post(of("fee-collect", fee), {"receipt": "1"}).status_code == 404
    assert client.post(of("fee-void", fee), {"reason": "x"}).status_code == 404
    assert row.case.number not in words(client, BOOK)


def test_who_takes_no_money_is_refused(client: Client, desk: User, row: Dossier) -> None:
    client.force_login(officer("lanh-dao", Role.COMMUNE_LEADER, commune()))

    assert client.get(BOOK).status_code == 403
    assert client.get(of("fees", row)).status_code == 403
    assert client.post(of("fee-collect", row.fees.get())).status_code == 403
    assert client.get(of("return", row)).status_code == 403
