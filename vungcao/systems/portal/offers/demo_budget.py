"""Disclosures of the demo: invented sums, some late, some missing."""

from datetime import date, timedelta

from django.contrib.auth.base_user import AbstractBaseUser

from vungcao.kernel.accounts.models import User
from vungcao.kernel.offers.upkeep import Demo, demos
from vungcao.systems.portal.models import BudgetBoard, Disclosure
from vungcao.systems.portal.rules.disclosures import period_end
from vungcao.systems.portal.services import disclosing
from vungcao.systems.portal.services.disclosing import Told

LABELS = ("Chi quản lý hành chính", "Chi sự nghiệp", "Chi chương trình mục tiêu quốc gia")
SUMS = (4_215_000_000, 1_380_500_000, 12_640_000_000)
# Kind, period, how many days after the period (a plan: after its year began), share of a year.
LAST_YEAR = (
    ("plan", "year", 12, 100),
    ("execution", "q1", 9, 21),
    ("execution", "h1", 14, 46),
    ("execution", "m9", 33, 70),
    ("execution", "year", 13, 96),
    ("settlement", "year", 120, 95),
)
THIS_YEAR = (("plan", "year", 10, 103), ("execution", "q1", 11, 24), ("execution", "h1", 40, 50))
NAMES = {"plan": "Dự toán", "execution": "Thực hiện dự toán", "settlement": "Quyết toán"}
PERIODS = {"q1": "quý I", "h1": "6 tháng", "m9": "9 tháng", "year": "cả năm"}


def build(by: AbstractBaseUser, today: date) -> None:
    """Nothing where they stand already."""
    assert isinstance(by, User)
    board = BudgetBoard.objects.order_by("path").first()
    if board is None or Disclosure.objects.exists():
        return
    for year, given in ((today.year - 1, LAST_YEAR), (today.year, THIS_YEAR)):
        for kind, period, days, share in given:
            begin = date(year, 1, 1) if kind == "plan" else period_end(year, period)
            on = begin + timedelta(days)
            if on > today:
                continue
            board.refresh_from_db()
            disclosing.disclose(board=board, told=_told(kind, year, period, on, share), by=by)


def _told(kind: str, year: int, period: str, on: date, share: int) -> Told:
    amounts = [amount * share // 100 for amount in SUMS]
    nth = len(kind) + len(period)
    return Told(
        slug=f"{kind}-{period}-{year}",
        title=f"{NAMES[kind]} {PERIODS[period]} năm {year} (mẫu)",
        kind=kind,
        year=year,
        period=period,
        number=f"{nth}/QĐ-MAU",
        decided_on=on - timedelta(2) if kind == "plan" else on,
        disclosed_on=on,
        lines=(*zip(LABELS, amounts, strict=True), ("Tổng số", sum(amounts))),
    )


demos.register("portal.budget", Demo(order=87, build=build))
