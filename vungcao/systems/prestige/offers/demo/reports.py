"""Reports of the demo, all invented: a year of them in three places, at every state."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.contrib.auth.base_user import AbstractBaseUser

from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.cases import services as cases
from vungcao.kernel.offers.upkeep import Demo, demos
from vungcao.kernel.organisations.models import OrganisationKind
from vungcao.kernel.units import queries
from vungcao.kernel.units.demo_counts import number
from vungcao.kernel.units.models import NATION_SCOPE, Kind
from vungcao.systems.prestige.models import FieldReport, Recognition, ReportChannel, ReportKind
from vungcao.systems.prestige.offers.demo import villages
from vungcao.systems.prestige.queries.reporting import bodies
from vungcao.systems.prestige.services import reporting
from vungcao.systems.prestige.services.reporting import Answer, NewReport

A_YEAR = timedelta(days=366)
# How many in which commune (code) and by which account; the others lie all over the province.
PLACES = (("07621", 14, "canbo-xa"), ("07582", 8, "canbo-xa-2"), ("", 12, ""))
SAID = {
    ReportKind.SITUATION: "Thôn yên ổn; mấy hộ mới về ở chưa khai báo tạm trú, nhờ xã nhắc.",
    ReportKind.WISH: "Bà con mong có lớp xoá mù chữ buổi tối sau mùa gặt.",
    ReportKind.PROPOSAL: "Đề nghị sửa đoạn đường vào thôn bị sạt, xe chở nông sản không qua được.",
    ReportKind.POLICY: "Có hộ nghèo chưa nhận được hỗ trợ nhà ở, đề nghị xã xem lại danh sách.",
    ReportKind.DISASTER: "Mưa đêm qua làm tốc mái ba nhà, nước suối lên nhanh, cần bạt che.",
    ReportKind.MEDIATION: "Hai nhà tranh nhau bờ ruộng, tổ hoà giải xin cán bộ địa chính xuống đo.",
}
ANSWERS = (
    "Xã đã cử cán bộ xuống thôn xem xét và xử lý xong.",
    "Đã đưa vào kế hoạch quý tới; xã sẽ báo lại khi có kinh phí.",
    "Đã phối hợp với trưởng thôn giải quyết, các hộ đều đồng tình.",
)
# What becomes of every tenth report: how many days ago it came, and what was done since.
ENDS = (
    "answered",
    "answered",
    "late",
    "answered",
    "unanswered",
    "running",
    "answered",
    "answered",
    "passed",
    "reopened",
)


@dataclass(frozen=True)
class Story:
    """One report, and what becomes of it."""

    key: str
    row: Recognition
    holder: User | None
    end: str
    received_on: date


def build(by: AbstractBaseUser, today: date) -> None:
    """Some thirty reports, numbered in the order in which they came in."""
    if FieldReport.objects.exists():
        return
    keeper = User.objects.get(pk=by.pk)
    keeper.reach = (NATION_SCOPE,)
    stories = [story for place in PLACES for story in _stories(*place, today)]
    for story in sorted(stories, key=lambda story: (story.received_on, story.key)):
        _tell(story, today, keeper)


def _stories(code: str, count: int, username: str, today: date) -> Iterator[Story]:
    rows = Recognition.objects.in_force(today).filter(valid_from__lt=today - A_YEAR)
    rows = rows.select_related("person", "unit")
    if code:
        commune = queries.by_code(queries.GSO, Kind.COMMUNE, code, villages.MERGED)
        if commune is None:
            return
        rows = rows.under([commune.scope])
    holder = User.objects.filter(username=username).first()
    if holder is not None:
        holder.reach = (NATION_SCOPE,)
    known = list(rows.order_by("unit__key", "pk")[: 8 if code else 200])
    for nth in range(count if known else 0):
        key, end = f"phan-anh/{code}/{nth}", ENDS[nth % len(ENDS)]
        ago = {"running": (0, 6), "late": (20, 40), "passed": (2, 5), "reopened": (20, 30)}
        days = number(f"{key}/ngay", *ago.get(end, (25, 330)))
        row = known[number(f"{key}/nguoi", 0, len(known) - 1)]
        yield Story(key, row, holder, end, today - timedelta(days=days))


def _tell(story: Story, today: date, keeper: User) -> None:
    kinds, channels = list(ReportKind), list(ReportChannel)[:4]
    kind = kinds[number(f"{story.key}/noi-dung", 0, len(kinds) - 1)]
    channel = channels[number(f"{story.key}/cach", 0, len(channels) - 1)]
    day = story.received_on
    report = reporting.receive(
        new=NewReport(story.row, kind, channel, SAID[kind], day),
        today=day,
        now=_at(day, 9),
        by=story.holder or keeper,
    )
    if story.holder is not None and story.end != "running":
        by = story.holder  # who takes it themselves is told of nothing
        cases.assign(case=report.case, to=by, now=_at(day, 10), by=by)
    if story.end == "passed":
        _pass_on(report, today, keeper)
    elif story.end == "unanswered":
        by, done = story.holder or keeper, _at(day + timedelta(days=3), 15)
        reporting.close(report=report, reason="Trùng với phản ánh đã nhận.", now=done, by=by)
    elif story.end in ("answered", "reopened"):
        _answer(report, story, channel, keeper)


def _answer(report: FieldReport, story: Story, channel: ReportChannel, keeper: User) -> None:
    by = story.holder or keeper
    on = story.received_on + timedelta(days=number(f"{story.key}/tra-loi", 2, 16))
    text = ANSWERS[number(f"{story.key}/loi", 0, len(ANSWERS) - 1)]
    reporting.answer(
        report=report, given=Answer(text, channel, on), today=on, now=_at(on, 16), by=by
    )
    if story.end == "reopened":
        reporting.reopen(
            report=report,
            reason="Người phản ánh báo việc chưa xong.",
            starts_anew=True,
            now=_at(on + timedelta(days=2), 8),
            by=by,
        )


def _pass_on(report: FieldReport, today: date, keeper: User) -> None:
    """To the department of the province, a day later and never tomorrow."""
    departments = bodies(report, today).filter(kind=OrganisationKind.DEPARTMENT)
    to = departments.first()
    if to is not None:
        day = min(report.received_on + timedelta(days=1), today)
        reporting.transfer(
            report=report,
            to=to,
            reason="Việc thuộc thẩm quyền của Sở.",
            today=day,
            now=_at(day, 11),
            by=keeper,
        )


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), ZONE)


demos.register("prestige.reports", Demo(order=75, build=build))
