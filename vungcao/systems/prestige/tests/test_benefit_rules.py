"""What may be given to whom how often: the rule against an oracle that shares nothing with it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vungcao.systems.prestige.rules.benefits import Norm, Wish, against_benefit

TODAY = date(2026, 11, 23)
HELD = (date(2024, 3, 1), date(2026, 9, 1))
GIFT = Norm(
    name="Quà Tết",
    is_money=True,
    ceiling=500_000,
    ceiling_basis="28/2023/QĐ-TTg",
    times=2,
    times_basis="28/2023/QĐ-TTg",
    code="prestige.benefit.tet_gift.ceiling",
)
days = st.dates(date(2023, 6, 1), date(2027, 6, 1))
norms = st.lists(
    st.tuples(days, st.integers(1, 9), st.integers(1, 3)), max_size=4, unique_by=lambda one: one[0]
)
attempts = st.lists(st.tuples(days, st.integers(-1, 10)), max_size=14)


def wish(**said: object) -> Wish:
    usual = {
        "norm": GIFT,
        "level": "commune",
        "day": date(2026, 2, 10),
        "today": TODAY,
        "held": HELD,
        "amount": 500_000,
    }
    return Wish(**{**usual, **said})  # type: ignore[arg-type]


def in_force(known: list[tuple[date, int, int]], day: date) -> Norm:
    """What the last change on or before a day says; before the first nothing is set."""
    said = [row for row in sorted(known) if row[0] <= day]
    ceiling, times = said[-1][1:] if said else (None, None)
    return Norm(name="Quà", is_money=True, ceiling=ceiling, times=times, code="m")


@given(norms, attempts)
def test_what_is_given_stays_below_every_ceiling_and_count_of_its_day(
    known: list[tuple[date, int, int]], tried: list[tuple[date, int]]
) -> None:
    taken: list[date] = []
    by_hand: list[str] = []
    expected: list[bool] = []
    for day, amount in tried:
        same_year = [one for one in taken if one.year == day.year]
        accepted = not against_benefit(
            wish(norm=in_force(known, day), day=day, amount=amount, given=same_year)
        )
        if accepted:
            taken.append(day)

        text = day.isoformat()
        ceiling, times = 0, 99
        for since, most, often in sorted(known):
            if since.isoformat() <= text:
                ceiling, times = most, often
        may = "2024-03-01" <= text <= "2026-08-31" and 1 <= amount <= ceiling
        may = may and sum(one.startswith(text[:4]) for one in by_hand) + 1 <= times
        by_hand += [text] if may else []
        expected.append(accepted == may)

    assert all(expected)


@given(st.integers(0, 4), st.integers(0, 4), st.integers(1, 4))
def test_a_household_counts_as_one_however_its_members_share(
    own: int, others: int, times: int
) -> None:
    norm = Norm(name="Hỗ trợ", is_money=True, ceiling=9, times=times)
    first = date(2026, 1, 5)
    given_days = [first + timedelta(days=nth) for nth in range(own + others)]

    wrong = against_benefit(
        wish(norm=norm, amount=1, given=given_days[:own], household=given_days[own:])
    )

    assert (wrong == []) == (len(given_days) < times)


def test_a_refusal_says_the_rule_the_numbers_and_the_way_out() -> None:
    above = against_benefit(wish(amount=600_000))
    often = against_benefit(wish(given=[date(2026, 1, 20), date(2026, 3, 5)]))

    assert above == [
        "Mức tối đa của Quà Tết ngày 10/02/2026 là 500.000 đồng (28/2023/QĐ-TTg); số tiền ghi là"
        " 600.000 đồng. Ghi lại số tiền, hoặc ghi mức mới ở Quy định"
        " (mã prestige.benefit.tet_gift.ceiling) nếu văn bản đã đổi."
    ]
    assert often == [
        "Quà Tết: đã nhận 2 trên 2 lần trong năm 2026, lần gần nhất 05/03/2026 (28/2023/QĐ-TTg)."
        " Chờ sang năm sau; nếu lần trước ghi nhầm thì huỷ lần đó."
    ]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"norm": None}, "không có chế độ này trong danh mục"),
        ({"amount": None}, "ghi số tiền lớn hơn 0"),
        ({"amount": 0}, "ghi số tiền lớn hơn 0"),
        ({"norm": Norm("Cấp báo", is_money=False)}, "Cấp báo là hiện vật: bỏ trống số tiền."),
        (
            {"norm": Norm("Phúng viếng", is_money=True, code="prestige.benefit.death.ceiling")},
            "Chưa có mức tối đa của Phúng viếng ngày 10/02/2026: ghi mức ở Quy định, mã"
            " prestige.benefit.death.ceiling.",
        ),
        ({"level": ""}, "Chọn cấp chi."),
        (
            {"level": "", "norm": Norm("Thăm ốm", is_money=True, by_level=True)},
            "Thăm ốm có mức riêng cho từng cấp: chọn tuyến điều trị.",
        ),
        ({"day": date(2026, 11, 24)}, "sau hôm nay"),
        ({"day": date(2026, 9, 1)}, "không có trong danh sách (có tên từ 01/03/2024 đến trước"),
        ({"is_void": True}, "đã huỷ vì ghi nhầm"),
    ],
)
def test_each_rule_refuses_by_itself(said: dict[str, object], sentence: str) -> None:
    found = against_benefit(wish(**said))

    assert sentence in "\n".join(found)


def test_the_last_day_on_the_list_still_counts() -> None:
    assert against_benefit(wish(day=date(2026, 8, 31))) == []
