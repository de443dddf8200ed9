"""A dossier at the desk in words: who applied, about what, since when, with which answers."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.units.queries import on_day
from vungcao.systems.onestop.rules.definition import Field, Group
from vungcao.systems.onestop.services.desk_reading import OpenedDossier
from vungcao.web.facts import Fact, Said

CONTACT = (
    ("name", _("Người nộp")),
    ("telephone", _("Điện thoại")),
    ("email", _("Thư điện tử")),
    ("address", _("Địa chỉ")),
)
SEXES = {"male": _("nam"), "female": _("nữ")}


def facts(record: OpenedDossier) -> list[Fact]:
    """The head of a dossier."""
    row, version = record.dossier, record.dossier.version
    found: list[Fact] = [
        (_("Thủ tục"), Said(version.name, note=version.procedure.code)),
        (_("Địa bàn"), record.place),
        (_("Trạng thái"), Said(row.get_status_display(), tone="run")),
        (_("Bước"), record.process.step(row.step).label),
        (_("Cách nộp"), row.get_channel_display()),
        (_("Nộp lúc"), _moment(row.submitted_at)),
    ]
    if row.received_at is not None:
        found.append((_("Tiếp nhận lúc"), _moment(row.received_at)))
    if row.case.due_at is not None:
        found.append((_("Hẹn trả"), _moment(row.case.due_at)))
    found.append((_("Cách nhận kết quả"), row.get_delivery_display()))
    found += [(label, said) for key, label in CONTACT if (said := record.contact.get(key))]
    return found


def answers(record: OpenedDossier) -> list[tuple[str, list[list[Fact]]]]:
    """Groups of the form, each with its lines of answers; what was not answered is left out."""
    lists: dict[str, list[Mapping[str, Any]]] = {}
    if group := record.process.list_group:
        lists[group.code] = [one.values for one in record.subjects]
    lines = {
        one.code: lists.get(one.code) or record.answers.get(one.code) or []
        if one.most > 1
        else [record.answers]
        for one in record.process.groups
    }
    names = _places(record.process.groups, lines)
    found = []
    for group in record.process.groups:
        told = [_of_line(group, line, names) for line in lines[group.code]]
        if any(told):
            found.append((group.label, told))
    return found


def lines_of(group: Group | None, lines: Sequence[Mapping[str, Any]]) -> list[list[Fact]]:
    """The lines of one group, each with its answers."""
    if group is None:
        return [[] for _line in lines]
    names = _places((group,), {group.code: lines})
    return [_of_line(group, line, names) for line in lines]


def _of_line(group: Group, line: Mapping[str, Any], names: Mapping[int, str]) -> list[Fact]:
    asked = [one for one in group.fields if line.get(one.code) not in (None, "", [])]
    return [(one.label, _said(one, line[one.code], names)) for one in asked]


def _said(one: Field, given: Any, names: Mapping[int, str]) -> str:
    if one.kind in ("unit", "village"):
        return names.get(given, _t("không rõ"))
    if one.kind == "yes_no":
        return _t("có") if given else _t("không")
    if one.kind == "date":
        return f"{date.fromisoformat(given):%d/%m/%Y}"
    if one.kind == "sex":
        return str(SEXES.get(given, given))
    if isinstance(given, list):
        return ", ".join(str(one.options.get(part, part)) for part in given)
    return str(one.options.get(given, given))


def _places(groups: tuple[Group, ...], lines: Mapping[str, Any]) -> dict[int, str]:
    """Names of the units that any answer names, in one query."""
    wanted = {
        line[one.code]
        for group in groups
        for line in lines[group.code]
        for one in group.fields
        if one.kind in ("unit", "village") and isinstance(line.get(one.code), int)
    }
    return {unit.id: unit.name for unit in on_day(wanted, date.max)} if wanted else {}


def _moment(at: Any) -> str:
    return f"{at.astimezone(ZONE):%d/%m/%Y %H:%M}"
