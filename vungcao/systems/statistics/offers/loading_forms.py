"""The forms that come with the product: proposals of our own, put together from four files."""

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.utils.text import slugify

from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.norms.loading import day, end
from vungcao.kernel.offers.reference import Row, rows
from vungcao.systems.statistics.models import CodeItem, FormVersion
from vungcao.systems.statistics.rules import definition as definitions
from vungcao.systems.statistics.services import publishing
from vungcao.systems.statistics.services.publishing import Title

PARTS = ("columns", "rows", "checks")
Parts = dict[str, list[Row]]


def load_forms(given: list[Row], by: AbstractBaseUser) -> None:
    """Publish the versions of the file that are not there yet; none is ever changed."""
    assert isinstance(by, User)
    parts = {name: _by_form(rows(f"statistics_form_{name}.csv")) for name in PARTS}
    for row in sorted(given, key=lambda one: one["valid_from"]):
        code, since = row["code"], day(row["valid_from"])
        if FormVersion.objects.filter(form__code=code, valid_from=since).exists():
            continue
        said = definition({name: found.get(code, []) for name, found in parts.items()}, since)
        made = publishing.draft(code=code, title=_title(row), layout=definitions.read(said), by=by)
        publishing.publish(version=made, now=datetime.combine(since, time(8), ZONE), by=by)


def definition(parts: Parts, on: date) -> dict[str, Any]:
    """The definition that the rows of one form say, with the items of a day."""
    sections: dict[str, dict[str, Any]] = {}
    for row in parts["columns"]:
        empty = {"code": row["section"], "title": row["title"], "columns": [], "rows": []}
        sections.setdefault(row["section"], empty)["columns"].append(_column(row))
    for row in parts["rows"]:
        sections[row["section"]]["rows"].extend(_lines(row, on))
    return {"sections": list(sections.values()), "checks": [_check(row) for row in parts["checks"]]}


def _by_form(given: list[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(given, key=lambda one: int(one["position"])):
        found[row["form"]].append(row)
    return found


def _title(row: Row) -> Title:
    return Title(
        name=row["name"],
        reporter=row["reporter"],
        valid_from=day(row["valid_from"]),
        valid_until=end(row["valid_until"]),
        period_kind=int(row["period_kind"]),
        unit_of_measure=row["unit_of_measure"],
        guide=row["guide"],
        trust=row["state"],
        source=row["source"],
    )


def _column(row: Row) -> dict[str, Any]:
    return {
        "code": row["code"],
        "head": [part.strip() for part in row["head"].split("|")],
        "kind": row["kind"],
        "indicator": row["indicator"],
        "items": _items(row["items"]),
        "formula": json.loads(row["formula"]) if row["formula"] else None,
        "decimals": int(row["decimals"]) if row["decimals"] else None,
    }


def _lines(row: Row, on: date) -> Iterator[dict[str, Any]]:
    """The row, or one line for each item of the list that it names."""
    plain: dict[str, Any] = {
        "code": row["code"],
        "label": row["label"],
        "level": int(row["level"]),
        "kind": row["kind"],
        "number": row["number"],
        "indicator": row["indicator"],
        "items": _items(row["items"]),
    }
    if not row["each"]:
        yield plain
        return
    own = _items(row["items"])
    for item in _each(row["each"], on):
        name = slugify(item.code).replace("-", "_")
        yield {
            **plain,
            "code": f"{row['code']}{name}",
            "label": item.name,
            "items": {**own, row["each"]: item.code},
        }


def _each(code: str, on: date) -> list[CodeItem]:
    """The items of a list; of ethnic groups the minorities."""
    found = CodeItem.objects.in_force(on).filter(list__code=code)
    found = found.exclude(ethnic_group__is_minority=False)
    return list(found.order_by("position", "pk"))


def _items(text: str) -> dict[str, str]:
    """`household_kind=poor sex=1` as a mapping."""
    return dict(part.split("=", 1) for part in text.split())


def _check(row: Row) -> dict[str, Any]:
    said = {"id": row["code"], "level": row["level"], "at": row["at"], "say": row["say"]}
    over = {"over": row["over"]} if row["over"] else {}
    return {**said, **over, "e": json.loads(row["rule"])}
