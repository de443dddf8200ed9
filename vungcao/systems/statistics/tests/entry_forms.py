"""A wide form to enter figures into, and an answer that a place owes."""

from datetime import date, datetime
from typing import Any

from vungcao.kernel.accounts.services import system_account
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.units.models import Kind, Unit
from vungcao.kernel.units.queries import GSO, by_code
from vungcao.systems.statistics.models import Campaign, FormVersion, Obligation, Submission
from vungcao.systems.statistics.rules import definition, periods
from vungcao.systems.statistics.services import publishing
from vungcao.systems.statistics.services.publishing import Title

Said = dict[str, Any]

NOW = datetime(2026, 11, 23, 8, 15, tzinfo=ZONE)
PERIOD = periods.period(periods.Kind.YEAR, 2026)
GROUPS = [f"{number:02}" for number in range(2, 22)]
# code, heads, indicator, items: in the order of a workbook; two of the twelve are computed
INPUTS: list[tuple[str, list[str], str, dict[str, str]]] = [
    ("homes", ["Số hộ"], "0102", {}),
    ("male", ["Số người", "Chia ra", "Nam"], "0101", {"sex": "1"}),
    ("female", ["Số người", "Chia ra", "Nữ"], "0101", {"sex": "2"}),
    ("poor", ["Nghèo đa chiều", "Hộ nghèo"], "0401", {"household_kind": "poor"}),
    ("near", ["Nghèo đa chiều", "Hộ cận nghèo"], "0401", {"household_kind": "near_poor"}),
    ("no_home", ["Thiếu đất", "Đất ở"], "0405", {}),
    ("no_field", ["Thiếu đất", "Đất sản xuất"], "0406", {}),
    ("insured", ["Có thẻ BHYT"], "0802", {}),
    ("pupils", ["Cử tuyển"], "0705", {}),
    ("land", ["Đất, rừng được giao (ha)"], "1101", {}),
]
TYPED = [code for code, _head, _indicator, _items in INPUTS]
COLUMNS = ["homes", "people", *TYPED[1:5], "rate", *TYPED[5:]]
EMPTY = ["people", "rate"]  # nothing is typed there


def wide() -> Said:
    """Twelve columns over twenty ethnic groups and their total."""
    given = {
        code: {"code": code, "head": head, "indicator": indicator, "items": items}
        for code, head, indicator, items in INPUTS
    }
    people = ["tot", ["c", "*.male"], ["c", "*.female"]]
    rate = ["*", ["n", "100"], ["/", ["c", "*.poor"], ["c", "*.homes"]]]
    given["people"] = _computed("people", ["Số người", "Tổng số"], people, 0)
    given["rate"] = _computed("rate", ["Nghèo đa chiều", "Tỷ lệ (%)"], rate, 2)
    rows = [{"code": "total", "label": "Tổng số", "kind": "total"}]
    rows += [_row(group) for group in GROUPS]
    section = {"code": "groups", "title": "Hộ và người chia theo dân tộc", "rows": rows}
    return {
        "sections": [section | {"columns": [given[code] for code in COLUMNS]}],
        "checks": [
            {
                "id": "poor_within",
                "level": "block",
                "at": "*.poor",
                "say": "Hộ nghèo cộng hộ cận nghèo lớn hơn số hộ",
                "over": "r",
                "e": ["<=", ["+", ["c", "*.poor"], ["c", "*.near"]], ["c", "*.homes"]],
            }
        ],
    }


def _computed(code: str, head: list[str], formula: list[Any], decimals: int) -> Said:
    return {
        "code": code,
        "head": head,
        "kind": "computed",
        "formula": formula,
        "decimals": decimals,
    }


def _row(group: str) -> Said:
    label = f"Dân tộc mẫu {group}"
    return {"code": f"g{group}", "label": label, "level": 1, "items": {"ethnic_group": group}}


def published(said: Said, code: str = "nhap") -> FormVersion:
    """A form that may be asked for."""
    keeper = system_account("thiet-ke-bieu")
    title = Title(name="Biểu mẫu để nhập", reporter="commune", valid_from=date(2020, 1, 1))
    layout = definition.read(said)
    draft = publishing.draft(code=code, title=title, layout=layout, by=keeper)
    return publishing.publish(version=draft, now=NOW, by=keeper)


def place(code: str = "07621") -> Unit:
    """A commune of the reference data, Vân Sơn when nothing is said."""
    found = by_code(GSO, Kind.COMMUNE, code, NOW.date())
    assert found is not None
    return found


def owed(unit: Unit, version: FormVersion, due_on: date = date(2026, 12, 1)) -> Submission:
    """The answer of one place, nothing entered yet."""
    campaign, _made = Campaign.objects.get_or_create(
        version=version,
        unit=unit,
        period=PERIOD,
        defaults={
            "due_on": due_on,
            "late_on": due_on,
            "opened_at": NOW,
            "opened_by": system_account("thiet-ke-bieu"),
        },
    )
    obligation = Obligation.objects.create(campaign=campaign, unit=unit, scope=unit.scope)
    return Submission.objects.create(obligation=obligation, unit=unit, scope=unit.scope)
