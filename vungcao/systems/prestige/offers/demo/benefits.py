"""Benefits, money and visits of the demo, all invented but for one published list of gifts.

Tết Cơm mới 11/2023: 429 gifts of 500.000 đồng for Sơn Động, Lục Ngạn and Yên Thế were published;
the demo's register of that day holds 428 persons there (116 + 214 + 98).
"""

from collections.abc import Sequence
from datetime import date, timedelta

from django.contrib.auth.base_user import AbstractBaseUser

from vungcao.kernel.offers.upkeep import Demo, demos
from vungcao.kernel.units import queries
from vungcao.kernel.units.demo import decision
from vungcao.kernel.units.demo_counts import number
from vungcao.kernel.units.models import Kind, Unit
from vungcao.systems.prestige.models import Benefit, Recognition
from vungcao.systems.prestige.offers.demo import villages
from vungcao.systems.prestige.queries.places import Chart
from vungcao.systems.prestige.queries.where import commune_of
from vungcao.systems.prestige.services import granting, visiting
from vungcao.systems.prestige.services.granting import NewAllotment, NewBenefit, NewGrantList
from vungcao.systems.prestige.services.visiting import NewVisit

PROVINCE = "24"
GIFT = 500_000
PROJECT = "Dự án 10, chương trình mục tiêu quốc gia (mẫu)"
# The title, the day of the gift, and of which old districts; none: everybody on the list.
LISTS = (
    ("Quà Tết Cơm mới 2023", date(2023, 11, 24), ("220", "219", "215")),
    ("Quà Tết Nguyên đán 2024", date(2024, 2, 2), ()),
    ("Quà Tết Nguyên đán 2025", date(2025, 1, 22), ()),
    ("Quà Tết Nguyên đán 2026", date(2026, 2, 9), ()),
)
ALLOTTED = {2024: 300_000_000, 2025: 320_000_000, 2026: 340_000_000}
# Single benefits of 2026: kind, level, amount, month and day; everybody nth of the list.
SINGLE = (
    ("illness", "central", 3_000_000, (3, 5)),
    ("illness", "province", 1_500_000, (4, 16)),
    ("illness", "commune", 500_000, (6, 11)),
    ("hardship", "commune", 2_000_000, (8, 20)),
    ("illness", "province", 1_200_000, (9, 9)),
    ("hardship", "commune", 1_500_000, (10, 2)),
)
STEP = 37  # between those who get something of their own


def build(by: AbstractBaseUser, today: date) -> None:
    """Gifts by list, help for single persons, money of three years, visits."""
    if Benefit.objects.exists() or not Recognition.objects.exists():
        return
    province = _province(today)
    if province is None:
        return
    _allot(province, today, by)
    for nth, (title, day, districts) in enumerate(LISTS):
        if day <= today:
            _give(title, day, districts, province, nth, by)
    rows = list(Recognition.objects.in_force(today).select_related("person").order_by("pk"))
    _newspapers(rows, province, today, by)
    _singles(rows, today, by)
    _visits(rows, today, by)


def _province(today: date) -> Unit | None:
    """The province of today in which the register's villages lie."""
    first = Recognition.objects.order_by("pk").first()
    return Unit.objects.filter(scope=commune_of(commune_of(first.scope))).first() if first else None


def _allot(province: Unit, today: date, by: AbstractBaseUser) -> None:
    for nth, (year, amount) in enumerate(ALLOTTED.items()):
        decided = date(year, 1, 12)
        if decided <= today:
            new = NewAllotment(
                province, year, "province", amount, decision(80 + nth), decided, PROJECT
            )
            granting.allot(new=new, today=today, by=by)


def _give(
    title: str,
    day: date,
    districts: tuple[str, ...],
    province: Unit,
    nth: int,
    by: AbstractBaseUser,
) -> None:
    rows = list(Recognition.objects.in_force(day).order_by("scope", "pk"))
    if districts:
        rows = _of_districts(rows, districts)
    benefit = NewBenefit("tet_gift", "province", day, GIFT, number=decision(90 + nth))
    new = NewGrantList(
        province, title, benefit, day - timedelta(days=7), "Uỷ ban nhân dân tỉnh (mẫu)", PROJECT
    )
    granting.grant_list(new=new, to=rows, today=day, by=by)


def _of_districts(rows: Sequence[Recognition], codes: tuple[str, ...]) -> list[Recognition]:
    found = [queries.by_code(queries.GSO, Kind.DISTRICT, one, villages.COUNTED) for one in codes]
    wanted = {unit.pk for unit in found if unit is not None}
    chart = Chart(villages.COUNTED)
    return [row for row in rows if chart.above(row.unit_id, Kind.DISTRICT) in wanted]


def _newspapers(
    rows: Sequence[Recognition], province: Unit, today: date, by: AbstractBaseUser
) -> None:
    """Papers in kind for everybody on the list of the year."""
    day = date(2026, 1, 20)
    held = [row for row in rows if row.valid_from <= day]
    if day <= today:
        benefit = NewBenefit("newspaper", "province", day, number=decision(89))
        title = "Cấp báo năm 2026"
        decided = day - timedelta(days=10)
        new = NewGrantList(province, title, benefit, decided, "Uỷ ban nhân dân tỉnh (mẫu)")
        granting.grant_list(new=new, to=held, today=today, by=by)


def _singles(rows: Sequence[Recognition], today: date, by: AbstractBaseUser) -> None:
    for nth, row in enumerate(rows[5::STEP]):
        kind, level, amount, (month, day) = SINGLE[nth % len(SINGLE)]
        granted_on = date(2026, month, day)
        if row.valid_from <= granted_on <= today:
            new = NewBenefit(kind, level, granted_on, amount, number=decision(100 + nth))
            granting.grant(recognition=row, new=new, today=today, by=by)


def _visits(rows: Sequence[Recognition], today: date, by: AbstractBaseUser) -> None:
    """One of every dozen was or is to be visited around today, some of them with a gift."""
    new = []
    for row in rows[3::12]:
        shift = number(f"uy-tin/tham/{row.pk}", -60, 40)
        occasion = ("birthday", "illness", "other", "tet")[row.pk % 4]
        day = today + timedelta(days=shift)
        new.append(NewVisit(row, day, occasion, "Uỷ ban nhân dân xã (mẫu)"))
    if any(not one.recognition.valid_from <= one.planned_on for one in new):
        return
    for visit in visiting.plan_visits(new=new, by=by):
        if visit.planned_on < today - timedelta(days=3) and visit.pk % 5:
            day = visit.planned_on
            visiting.mark_visited(visit=visit, done_on=day, today=today, by=by)


demos.register("prestige.benefits", Demo(order=74, build=build))
