"""The campaigns of the demo: which forms are asked for which years, and of whom."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.citations.models import State
from vungcao.kernel.organisations.models import Organisation, OrganisationKind
from vungcao.kernel.units.demo import COUNTED, MERGED
from vungcao.kernel.units.models import Kind, Unit
from vungcao.systems.statistics.models import Campaign, FormVersion, PeriodKind, Reporter
from vungcao.systems.statistics.offers.demo.ground import HERE, NEIGHBOUR, commune
from vungcao.systems.statistics.offers.demo.levels import LAST_OLD
from vungcao.systems.statistics.rules import definition, periods
from vungcao.systems.statistics.services import campaigning, publishing
from vungcao.systems.statistics.services.campaigning import NewCampaign
from vungcao.systems.statistics.services.publishing import Title

YEARLY, OF_BODIES = ("dt01", "dt02"), "dt03"
SHORT, VILLAGES = {"dt01": "dt01rg", "dt02": "dt02rg"}, "thonmau"
SHORT_UNTIL = date(LAST_OLD, 1, 1)  # from then on the forms that come with the product
GROUPS = ("Tày", "Nùng", "Sán Dìu", "Sán Chay", "Hoa", "Dao", "Mường", "Thái")
YEARS = 5  # before the running one
SAMPLE = "Dữ liệu mẫu của bản trình diễn"
DUE, LATE = 15, 10  # working days
REVIEWED = 26  # days ago the poor households of the running year had been counted


def years(today: date) -> range:
    return range(today.year - YEARS, today.year + 1)


def ask(today: date, by: User) -> list[Campaign]:
    """Open every campaign, on the day on which it would have been."""
    forms = _forms(by)
    return [
        campaigning.open_campaign(new=new, now=_opened(new, today), by=by)
        for new in _all(forms, today)
    ]


def version_of(code: str, year: int) -> str:
    """The form by which a year was asked: for long past years a shorter one."""
    return SHORT[code] if code in SHORT and date(year, 12, 31) < SHORT_UNTIL else code


def _all(forms: dict[str, FormVersion], today: date) -> Iterator[NewCampaign]:
    for year in years(today):
        last_day = date(year, 12, 31)
        for place in provinces(last_day):
            for code in (*YEARLY, OF_BODIES):
                yield _new(
                    forms[version_of(code, year)],
                    place,
                    periods.period(periods.Kind.YEAR, year),
                    today,
                )
    for code in (HERE, NEIGHBOUR):
        if (of := commune(code)) is not None:
            yield replace(
                _new(forms[VILLAGES], of, quarter(today), today),
                counted_from=today - timedelta(days=10),
            )


def quarter(today: date) -> int:
    """The last quarter that has ended."""
    nth = (today.month - 1) // 3
    if nth:
        return periods.period(periods.Kind.QUARTER, today.year, nth)
    return periods.period(periods.Kind.QUARTER, today.year - 1, 4)


def provinces(day: date) -> list[Unit]:
    """The provinces in which the communes of the demo lay."""
    return list(Unit.objects.in_force(day).filter(kind=Kind.PROVINCE).order_by("pk"))


def _new(version: FormVersion, place: Unit, period: int, today: date) -> NewCampaign:
    new = NewCampaign(version, place, period, DUE, LATE)
    if version.reporter == Reporter.DEPARTMENT:
        new = replace(new, organisations=[_body(place, new.last_day)])
    if new.last_day < MERGED:
        due = new.last_day + timedelta(days=24)
        new = replace(new, days=(due, due + timedelta(days=14)), units_on=COUNTED)
    if version.form.code == "dt02" and new.last_day >= today:
        new = replace(new, counted_from=today - timedelta(days=REVIEWED))
    return new


def _body(place: Unit, day: date) -> Organisation:
    """The department of a province, or its committee where none is known."""
    living = Organisation.objects.in_force(day).filter(unit=place)
    kinds = (OrganisationKind.DEPARTMENT, OrganisationKind.PEOPLES_COMMITTEE)
    return living.filter(kind__in=kinds).order_by("kind", "pk")[0]


def _opened(new: NewCampaign, today: date) -> datetime:
    day = min(new.last_day - timedelta(days=20), today - timedelta(days=REVIEWED + 4))
    return datetime.combine(day, time(8), ZONE)


def _forms(by: User) -> dict[str, FormVersion]:
    """The forms that come with the product, two shorter ones of earlier years, one of villages."""
    rows = FormVersion.objects.published().filter(form__code__in=(*YEARLY, OF_BODIES))
    found = {row.form.code: row for row in rows.select_related("form").order_by("valid_from")}
    for code in YEARLY:
        title = replace(
            Title.of(found[code]),
            name=f"{found[code].name} (biểu rút gọn, mẫu)",
            valid_until=SHORT_UNTIL,
            trust=State.SYNTHETIC,
            source=SAMPLE,
        )
        found[SHORT[code]] = _published(SHORT[code], title, _shorter(found[code].definition), by)
    title = Title(
        name="Điện, nước và đường của thôn (mẫu)",
        reporter=Reporter.VILLAGE,
        valid_from=MERGED,
        period_kind=PeriodKind.QUARTER,
        unit_of_measure="hộ, km",
        guide="Biểu giả lập của bản trình diễn. Thôn không có đường trục thì chọn không áp dụng.",
        trust=State.SYNTHETIC,
        source=SAMPLE,
    )
    found[VILLAGES] = _published(VILLAGES, title, OF_A_VILLAGE, by)
    return found


def _published(code: str, title: Title, said: dict[str, Any], by: User) -> FormVersion:
    made = publishing.draft(code=code, title=title, layout=definition.read(said), by=by)
    now = datetime.combine(title.valid_from, time(8), ZONE)
    return publishing.publish(version=made, now=now, by=by)


def _shorter(said: dict[str, Any]) -> dict[str, Any]:
    """The same form with the groups that are many in the province."""
    sections = [
        {
            **section,
            "rows": [
                row
                for row in section["rows"]
                if "ethnic_group" not in row.get("items", {}) or row["label"] in GROUPS
            ],
        }
        for section in said["sections"]
    ]
    return {**said, "sections": sections}


OF_A_VILLAGE: dict[str, Any] = {
    "sections": [
        {
            "code": "thon",
            "title": "Điện, nước, đường",
            "columns": [
                {"code": "power", "head": ["Hộ dùng điện lưới"], "indicator": "1003"},
                {"code": "water", "head": ["Hộ dùng nước hợp vệ sinh"], "indicator": "1004"},
                {
                    "code": "road",
                    "head": ["Đường thôn cứng hoá (km)"],
                    "indicator": "1002",
                    "decimals": 2,
                },
            ],
            "rows": [{"code": "here", "label": "Toàn thôn"}],
        }
    ],
    "checks": [
        {
            "id": "water_within_power",
            "level": "explain",
            "at": "here.water",
            "say": "Hộ dùng nước hợp vệ sinh nhiều hơn hộ dùng điện: ghi lý do",
            "e": ["<=", ["c", "here.water"], ["c", "here.power"]],
        },
        {
            "id": "not_negative",
            "level": "block",
            "at": "here.power",
            "say": "Số hộ, số km không thể âm",
            "e": [
                "and",
                [">=", ["c", "here.power"], ["n", "0"]],
                [">=", ["c", "here.water"], ["n", "0"]],
                [">=", ["c", "here.road"], ["n", "0"]],
            ],
        },
    ],
}
