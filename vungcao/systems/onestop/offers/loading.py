"""The procedures that come with the product, from `data/onestop_*.csv`; may be repeated."""

import json
from collections import defaultdict
from datetime import date, datetime, time
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser

from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.norms.loading import Bases, day, end
from vungcao.kernel.offers.reference import Row, rows
from vungcao.systems.onestop.models import OnlineLevel, ProcedureVersion
from vungcao.systems.onestop.rules import definition as definitions
from vungcao.systems.onestop.rules.definition import Definition
from vungcao.systems.onestop.services import publishing
from vungcao.systems.onestop.services.publishing import Text

LEVELS = {"toan_trinh": OnlineLevel.FULL, "mot_phan": OnlineLevel.PART, "con_lai": OnlineLevel.NONE}
PARTS = ("bases", "steps", "actions", "papers", "fields")
Parts = dict[tuple[str, str], list[Row]]


def load_versions(given: list[Row], by: AbstractBaseUser) -> None:
    """Publish the versions of the file that are not there yet; none is ever changed."""
    assert isinstance(by, User)
    parts = {name: _by_version(rows(f"onestop_{name}.csv")) for name in PARTS}
    bases = Bases(by)
    for row in sorted(given, key=lambda one: one["valid_from"]):
        held = ProcedureVersion.objects.filter(
            procedure__code=row["code"], valid_from=row["valid_from"], variant=row["variant"]
        )
        if held.exists():
            continue
        key = (row["code"], row["valid_from"])
        process = _process(row, {name: found.get(key, []) for name, found in parts.items()})
        made = publishing.draft(
            code=row["code"],
            text=_text(row, parts["bases"].get(key, []), bases),
            process=process,
            by=by,
        )
        publishing.publish(
            version=made,
            decision_number=row["decision_number"] or "chưa rõ số quyết định công bố",
            now=datetime.combine(date.fromisoformat(row["valid_from"]), time(8), ZONE),
            by=by,
        )


def _by_version(given: list[Row]) -> Parts:
    found: Parts = defaultdict(list)
    for row in given:
        found[(row["code"], row["valid_from"])].append(row)
    for lines in found.values():
        lines.sort(key=lambda row: int(row["position"]))
    return found


def _text(row: Row, laid: list[Row], bases: Bases) -> Text:
    return Text(
        name=row["name"],
        field=row["field"],
        basis=bases.of(row),
        valid_from=day(row["valid_from"]),
        valid_until=end(row["valid_until"]),
        variant=row["variant"],
        agency=row["agency"],
        applicants=row["applicants"].split(),
        online_level=LEVELS[row["online_level"]],
        level_state=row["level_state"],
        sets=int(row["sets"]),
        term_halves=int(row["term_halves"]) if row["term_halves"] else None,
        term_state=row["state"],
        term_source=row["source"],
        fixed_term=row["fixed_term"],
        fee=int(row["fee"]) if row["fee"] else None,
        result=row["result"],
        guide=row["guide"],
        bases=[bases.of(one) for one in laid],
    )


def _process(row: Row, parts: dict[str, list[Row]]) -> Definition | None:
    if not parts["steps"]:
        return None
    return definitions.read(
        {
            "start": row["start"],
            "authority_norm": row["authority_norm"],
            "effects": _json(row["effects"]) or [],
            "policy": {
                "pause": row["pause"],
                "extensions": int(row["extensions"]),
                "extension_halves": int(row["extension_halves"]),
                "source": row["source"],
            },
            "steps": [_step(one) for one in parts["steps"]],
            "actions": [_action(one) for one in parts["actions"]],
            "documents": [_paper(one) for one in parts["papers"]],
            "groups": _groups(parts["fields"]),
        }
    )


def _step(row: Row) -> dict[str, Any]:
    return {
        "code": row["step"],
        "label": row["label"],
        "agency": row["agency"],
        "roles": row["roles"].split(),
        "halves": int(row["halves"]),
        "status": int(row["status"]),
        "clock": row["clock"],
        "may_consult": row["may_consult"] == "true",
        "source": row["source"],
        "state": row["state"],
    }


def _action(row: Row) -> dict[str, Any]:
    return {
        "code": row["action"],
        "label": row["label"],
        "source_step": row["from_step"],
        "target_step": row["to_step"],
        "does": row["does"],
        "by": row["by"],
        "roles": row["roles"].split(),
        "guard": _json(row["guard"]),
    }


def _paper(row: Row) -> dict[str, Any]:
    return {
        "code": row["paper"],
        "label": row["label"],
        "is_required": row["required"] == "true",
        "original": int(row["original"]),
        "copies": int(row["copies"]),
        "when": _json(row["when"]),
        "why": row["why"],
        "form": row["form"],
        "reusable_from": row["reusable_from"],
        "source": row["source"],
        "state": row["state"],
    }


def _groups(given: list[Row]) -> list[dict[str, Any]]:
    """Rows of fields; what is said of a group stands on its first row."""
    groups: dict[str, dict[str, Any]] = {}
    for row in given:
        group = groups.setdefault(
            row["group"],
            {
                "code": row["group"],
                "label": row["group_label"],
                "least": int(row["least"] or 1),
                "most": int(row["most"] or 1),
                "is_list": row["is_list"] == "true",
                "fields": [],
            },
        )
        group["fields"].append(
            {
                "code": row["field_code"],
                "label": row["label"],
                "kind": row["kind"],
                "is_required": row["required"] == "true",
                "hint": row["hint"],
                "options": _json(row["options"]) or {},
                "table": row["table"],
                "when": _json(row["when"]),
                "prefill": row["prefill"],
            }
        )
    return list(groups.values())


def _json(text: str) -> Any:
    return json.loads(text) if text else None
