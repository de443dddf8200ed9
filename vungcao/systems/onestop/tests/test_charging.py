"""Fees: asked as the procedure says, collected with a receipt, voided with a reason."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.citations.services import cite
from vungcao.kernel.norms.models import Parameter, ValueType
from vungcao.kernel.norms.services import parameters
from vungcao.systems.onestop.models import Delivery, Dossier, Fee
from vungcao.systems.onestop.queries import fees
from vungcao.systems.onestop.services import charging
from vungcao.systems.onestop.services.returning import give_back
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
    submitted,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]


def desk_with_fees() -> tuple[User, Dossier]:
    found = officer("ban-mot-cua", Role.DESK_OFFICER, commune())
    with standing(found):
        kind = with_charges(FEE, AT_RETURN, code="9.000002")
        return found, received(found, version=kind)


@pytest.fixture(scope="module")
def arranged(once: Arrange) -> tuple[User, Dossier]:
    return once(desk_with_fees)


@pytest.fixture
def desk(arranged: tuple[User, Dossier]) -> Iterator[User]:
    with standing(arranged[0]) as user:
        yield user


@pytest.fixture
def row(desk: User, arranged: tuple[User, Dossier]) -> Dossier:
    """Received, with one fee to be paid and one to come."""
    return Dossier.objects.select_related("case").get(pk=arranged[1].pk)


def test_receipt_asks_what_is_paid_at_receipt_and_no_more(desk: User, row: Dossier) -> None:
    assert list(row.fees.values_list("code", "amount")) == [("le_phi", 20_000)]
    assert charging.charge(dossier=row, now=NOW, by=desk) == []


def test_a_fee_keeps_the_text_that_sets_it(desk: User) -> None:
    own = replace(FEE, code="rieng", basis="7/NQ-MAU; Điều 3")
    row = received(desk, version=with_charges(FEE, own))

    said = {fee.code: fee.basis for fee in fees.of_dossier(row)}

    assert said["le_phi"] == row.version.basis
    basis = said["rieng"]
    assert basis is not None
    assert (str(basis), basis.state) == ("Điều 3, 7/NQ-MAU", "unverified")


def set_norm(value: str, since: date) -> None:
    """A fee that the province sets, as a dated norm nobody has verified."""
    by = User.objects.get(username="ban-mot-cua")
    known = Parameter.objects.filter(code="mau.phi").first()
    row = known or parameters.declare(
        code="mau.phi", name="Phí mẫu", value_type=ValueType.MONEY, by=by
    )
    basis = cite(number="9/NQ-MAU", by=by)
    parameters.set_value(parameter=row, value=value, valid_from=since, basis=basis, by=by)


def test_a_fee_by_a_norm_is_that_of_its_day_with_the_text_of_the_norm(desk: User) -> None:
    set_norm("15000", date(2026, 1, 1))
    set_norm("18000", date(2026, 12, 1))
    by_norm = with_charges(replace(FEE, amount=0, norm="mau.phi"))

    first, later = received(desk, version=by_norm), received(desk, at(1, month=12), version=by_norm)

    assert [row.fees.get().amount for row in (first, later)] == [15_000, 18_000]
    basis = later.fees.get().basis
    assert basis is not None
    assert (basis.number, basis.state) == ("9/NQ-MAU", "unverified")


def test_without_a_value_on_the_day_the_desk_says_the_amount_and_why(desk: User) -> None:
    row = received(desk, version=with_charges(replace(FEE, amount=0, norm="mau.chua_co")))
    assert not row.fees.exists()
    ask = partial(charging.ask_amount, dossier=row, code="le_phi", now=NOW, by=desk)

    with pytest.raises(RuleBroken, match="lý do"):
        ask(amount=5_000, reason=" ")
    made = ask(amount=5_000, reason="Theo thông báo của Sở")
    again = ask(amount=4_000, reason="Ghi nhầm")

    assert (again.amount, again.amount_reason) == (4_000, "Ghi nhầm")
    assert Fee.objects.get(pk=made.pk).void_reason == "Ghi nhầm"
    charging.collect(fee=again, receipt="BL-0009", now=NOW, by=desk)
    with pytest.raises(RuleBroken, match="đã thu"):
        ask(amount=1_000, reason="Giảm")


def test_another_desk_says_no_amount(desk: User, row: Dossier) -> None:
    stranger = officer("la", Role.COMMUNE_OFFICER, neighbour())

    with pytest.raises(RuleBroken, match="nơi tiếp nhận"):
        charging.ask_amount(
            dossier=row, code="le_phi", amount=1, reason="Giảm", now=NOW, by=stranger
        )


def test_nothing_is_asked_before_a_dossier_is_received(desk: User) -> None:
    row = submitted(desk, version=with_charges(FEE)).dossier

    assert charging.charge(dossier=row, now=NOW, by=desk) == []
    assert not Fee.objects.filter(dossier=row).exists()


def test_what_is_paid_at_return_is_asked_once_there_is_a_result(desk: User, row: Dossier) -> None:
    row = at_return(row, at(25), desk)

    charging.charge(dossier=row, now=at(25), by=desk)

    assert sorted(row.fees.values_list("code", flat=True)) == ["ban_sao", "le_phi"]


def test_a_charge_is_asked_only_where_its_condition_holds(desk: User) -> None:
    never = replace(FEE, when={"field": "so_van_ban", "is": ["khác"]})

    row = received(desk, version=with_charges(never))

    assert not row.fees.exists()


def test_a_fee_is_collected_with_its_receipt(desk: User, row: Dossier) -> None:
    fee = row.fees.get()

    paid = charging.collect(fee=fee, receipt=" BL-0001 ", now=NOW, by=desk)

    assert (paid.receipt, paid.paid_at, paid.collected_by) == ("BL-0001", NOW, desk)
    assert Entry.objects.filter(action="onestop.fee_collected").count() == 1


@pytest.mark.parametrize("receipt", ["", "   "])
def test_nothing_is_collected_without_a_receipt(desk: User, row: Dossier, receipt: str) -> None:
    fee = row.fees.get()

    with pytest.raises(RuleBroken, match="số biên lai"):
        charging.collect(fee=fee, receipt=receipt, now=NOW, by=desk)


def test_a_fee_is_collected_once(desk: User, row: Dossier) -> None:
    fee = row.fees.get()
    charging.collect(fee=fee, receipt="BL-0001", now=NOW, by=desk)

    with pytest.raises(RuleBroken, match="đã thu"):
        charging.collect(fee=fee, receipt="BL-0002", now=NOW, by=desk)


def test_a_receipt_stands_for_one_fee(desk: User) -> None:
    kind = with_charges(FEE)
    first, second = (received(desk, version=kind).fees.get() for _ in range(2))
    charging.collect(fee=first, receipt="BL-0001", now=NOW, by=desk)

    with pytest.raises(RuleBroken, match="khoản thu khác"):
        charging.collect(fee=second, receipt="BL-0001", now=NOW, by=desk)


def test_a_fee_is_voided_with_a_reason_and_stays_in_the_book(desk: User, row: Dossier) -> None:
    fee = row.fees.get()

    charging.void(fee=fee, reason="Được miễn", now=NOW, by=desk)

    fee.refresh_from_db()
    assert (fee.voided_at, fee.void_reason) == (NOW, "Được miễn")
    with pytest.raises(RuleBroken, match="đã huỷ"):
        charging.collect(fee=fee, receipt="BL-0001", now=NOW, by=desk)
    with pytest.raises(RuleBroken, match="đã huỷ"):
        charging.void(fee=fee, reason="Lại", now=NOW, by=desk)


def test_nothing_is_voided_without_a_reason(desk: User, row: Dossier) -> None:
    fee = row.fees.get()

    with pytest.raises(RuleBroken, match="lý do"):
        charging.void(fee=fee, reason=" ", now=NOW, by=desk)


def test_a_receipt_that_was_entered_wrongly_is_entered_anew(desk: User, row: Dossier) -> None:
    fee = charging.collect(fee=row.fees.get(), receipt="BL-0009", now=NOW, by=desk)

    charging.void(fee=fee, reason="Ghi nhầm số", is_asked_again=True, now=NOW, by=desk)

    again = row.fees.get(voided_at=None)
    assert charging.collect(fee=again, receipt="BL-0001", now=NOW, by=desk).amount == 20_000


def test_who_is_neither_at_the_desk_nor_holds_the_dossier_takes_no_money(
    desk: User, row: Dossier
) -> None:
    fee = row.fees.get()
    other = officer("ban-khac", Role.DESK_OFFICER, neighbour())

    with pytest.raises(RuleBroken, match="nơi tiếp nhận"):
        charging.collect(fee=fee, receipt="BL-0001", now=NOW, by=other)


def test_the_book_counts_in_dong_what_was_asked_collected_and_voided(
    desk: User, row: Dossier
) -> None:
    kind = with_charges(FEE)
    paid, voided = (received(desk, version=kind).fees.get() for _ in range(2))
    assert row.fees.get().paid_at is None
    charging.collect(fee=paid, receipt="BL-0001", now=NOW, by=desk)
    charging.void(fee=voided, reason="Được miễn", now=NOW, by=desk)

    found = fees.totals(fees.book(desk, desk.reach, fees.Wanted()))

    assert (found.collected, found.waiting, found.voided) == (20_000, 20_000, 20_000)
    assert found.asked == found.collected + found.waiting


def test_a_result_is_given_back_by_a_way_that_is_written_down(desk: User) -> None:
    row = at_return(received(desk), at(25), desk)

    moved = give_back(
        dossier=row,
        action="tra_ket_qua",
        way=Delivery.DESK,
        words="Trưởng thôn Mẫu",
        now=at(26),
        by=desk,
    )

    assert (moved.step, moved.returned_at) == ("da_tra", at(26))


def test_nothing_is_given_back_while_a_fee_is_not_paid(desk: User, row: Dossier) -> None:
    row = at_return(row, at(25), desk)

    with pytest.raises(RuleBroken, match="Chưa thu đủ"):
        give_back(
            dossier=row,
            action="tra_ket_qua",
            way=Delivery.POST,
            now=at(26),
            by=desk,
        )


def test_who_took_the_result_at_the_desk_is_written_down(desk: User) -> None:
    row = at_return(received(desk), at(25), desk)

    with pytest.raises(RuleBroken, match="người nhận"):
        give_back(dossier=row, action="tra_ket_qua", way=Delivery.DESK, now=at(26), by=desk)
