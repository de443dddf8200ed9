"""Whose answer a workbook is: by its hidden sheet, or else by what stands above its tables."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from vungcao.kernel.accounts.models import User
from vungcao.kernel.files.workbook_sets import FileRead
from vungcao.kernel.units import names
from vungcao.kernel.units.queries import Match, Matcher, on_day, search
from vungcao.systems.statistics.models import CampaignState, FormVersion, Reporter, Submission
from vungcao.systems.statistics.queries.workbook_giving import answers, places, reporters
from vungcao.systems.statistics.rules import periods, workbooks
from vungcao.systems.statistics.rules.workbook_places import Rows, at, folded
from vungcao.systems.statistics.rules.workbooks import Identity, Spot

LINES, COLUMNS = 12, 6  # where what identifies a workbook is looked for
NOT_OURS = "Tệp mất trang ẩn nên không biết là của cơ quan nào: dùng tệp mẫu."
STRANGER = "Tệp của một báo cáo ngoài nơi chị/anh phụ trách."


@dataclass(frozen=True, order=True)
class CellFault:
    """What is wrong with one cell, as `Sheet1!C12`."""

    cell: str
    text: str


@dataclass(frozen=True)
class Question:
    """A unit that the file names so that somebody has to choose; choices by id of the answer."""

    key: str
    text: str
    choices: tuple[tuple[int, str], ...]


@dataclass
class Target:
    """A file, and the answer to which it belongs when that is known."""

    file: FileRead
    submission: Submission | None = None
    place: str = ""
    identity: Identity | None = None
    faults: list[CellFault] = field(default_factory=list)
    question: Question | None = None


@dataclass(frozen=True)
class Said:
    """A line above the tables: `Kỳ báo cáo: Năm 2025`."""

    text: str
    spot: Spot


class Targets:
    """The answers of files that came together, for one reader; everything is read once."""

    def __init__(self, by: User, today: date, chosen: Mapping[str, int]) -> None:
        self.by, self.today, self.chosen = by, today, chosen

    def of(self, files: Sequence[FileRead]) -> list[Target]:
        """Each file with its answer, with what speaks against it, or with a question."""
        found = [Target(file, identity=_identity(file)) for file in files]
        rows = answers(self.by).in_bulk([one.identity.submission for one in found if one.identity])
        for one in found:
            if one.file.refused:
                one.faults += [CellFault("", says) for says in one.file.refused.splitlines()]
            elif one.identity is not None:
                self._known(one, one.identity, rows.get(one.identity.submission))
            else:
                self._named(one)
        called = reporters([one.submission for one in found if one.submission], self.today)
        for one in found:
            if one.submission is not None:
                one.place = called[one.submission.pk]
                if one.identity is not None:
                    self._compare(one, one.identity)
        _refuse_twice(found)
        return found

    def _known(self, one: Target, identity: Identity, row: Submission | None) -> None:
        """The hidden sheet names an answer; it has to be that of its form, period and unit."""
        spot = _first(one.file)
        if row is None:
            one.faults.append(CellFault(_line(spot, workbooks.UNIT_LINE), STRANGER))
            return
        campaign = row.obligation.campaign
        version = campaign.version
        wrong = {
            workbooks.FORM_LINE: (
                (identity.form, identity.version, identity.mark)
                != (version.form.code, version.number, version.hash),
                f"Tệp lấy từ phiên bản khác của biểu “{version.name}”: lấy tệp mẫu mới.",
            ),
            workbooks.PERIOD_LINE: (
                identity.period != campaign.period,
                f"Báo cáo này của kỳ {periods.name(campaign.period)}: lấy tệp mẫu của kỳ ấy.",
            ),
            workbooks.UNIT_LINE: (
                identity.unit != row.unit_id,
                "Tệp của đơn vị khác: lấy tệp mẫu của đơn vị này.",
            ),
        }
        faults = [
            CellFault(_line(spot, line), says) for line, (is_so, says) in wrong.items() if is_so
        ]
        one.faults += faults
        one.submission = None if faults else row

    def _compare(self, one: Target, identity: Identity) -> None:
        """What every sheet says above its table has to be what the hidden sheet says."""
        for sheet, rows in _visible(one.file):
            form = _said(sheet, rows, workbooks.FORM)
            if form and folded(form.text).split(" ")[0] != folded(identity.form):
                says = f"Trang này của biểu “{form.text}”, tệp là của biểu “{identity.form}”."
                one.faults.append(CellFault(str(form.spot), says))
            period = _said(sheet, rows, workbooks.PERIOD)
            if period and folded(period.text) != folded(periods.name(identity.period)):
                says = f"Trang này ghi {period.text}, tệp lấy cho {periods.name(identity.period)}."
                one.faults.append(CellFault(str(period.spot), says))
            unit = _said(sheet, rows, workbooks.UNIT)
            if unit and folded(unit.text) != folded(one.place) and not self._is(unit.text, one):
                says = f"Trang này ghi “{unit.text}”, tệp lấy cho {one.place}."
                one.faults.append(CellFault(str(unit.spot), says))

    def _is(self, text: str, one: Target) -> bool:
        """Whether a name may well be that of the unit: written another way, or a former one."""
        assert one.submission is not None
        unit = one.submission.unit_id
        if any(self._means(match, unit) for match in self._matches(text, {unit})):
            return True
        return unit in self._formerly(text)

    def _means(self, match: Match, unit: int) -> bool:
        return unit in {found.id for found in (match.found, *match.choices) if found is not None}

    def _matches(self, text: str, units: Iterable[int]) -> list[Match]:
        """By the whole name, or by what stands before a comma: a village before its commune."""
        matcher = Matcher.over(on_day(set(units), self.today))
        return [matcher.match(one) for one in dict.fromkeys((text, text.split(",")[0]))]

    def _formerly(self, text: str) -> set[int]:
        """The units that bore this name, and those that came out of them."""
        wanted = names.fold(text.split(",")[0])
        found: set[int] = set()
        for hit in search(names.without_form(text.split(",")[0]), self.today):
            if names.fold(hit.title) == wanted:
                found |= {hit.unit.id, *(unit.id for unit in hit.now)}
        return found

    @cached_property
    def waiting(self) -> list[Submission]:
        """The answers of open campaigns, for files without a hidden sheet."""
        rows = answers(self.by).filter(obligation__campaign__state=CampaignState.OPEN)
        return list(rows.order_by("pk"))

    def _named(self, one: Target) -> None:
        """No hidden sheet: form, period and unit as they are written above the first table."""
        said = {name: _anywhere(one.file, name) for name in (*_CALLED,)}
        for name, line in _CALLED.items():
            if said[name] is None:
                says = f"Thiếu dòng “{name}: …”: dùng tệp mẫu."
                one.faults.append(CellFault(_line(_first(one.file), line), says))
        form, period, unit = (said[name] for name in _CALLED)
        if form is None or period is None or unit is None:
            return
        code = folded(form.text).split(" ")[0]
        rows = [row for row in self.waiting if folded(_version(row).form.code) == code]
        if not rows:
            says = f"Không có đợt thu nào đang mở của biểu “{form.text}”."
            one.faults.append(CellFault(str(form.spot), says))
            return
        kept = [row for row in rows if folded(_period(row)) == folded(period.text)]
        if not kept:
            says = f"Biểu này không thu cho kỳ “{period.text}”."
            one.faults.append(CellFault(str(period.spot), says))
            return
        if _version(kept[0]).reporter == Reporter.DEPARTMENT:  # many answer for one unit
            one.faults.append(CellFault(str(unit.spot), NOT_OURS))
            return
        self._choose(one, unit, kept)

    def _choose(self, one: Target, unit: Said, rows: Sequence[Submission]) -> None:
        by_unit = {row.unit_id: row for row in rows}
        matches = self._matches(unit.text, by_unit)
        sure = next((match.found for match in matches if match.found), None)
        if sure is not None:
            one.submission = by_unit[sure.id]
            return
        likely = {found.id for match in matches for found in match.choices}
        likely = likely or self._formerly(unit.text) & by_unit.keys()
        key = hashlib.sha256(f"{unit.text} {_period(rows[0])}".encode()).hexdigest()[:12]
        chosen = self.chosen.get(f"{key}-{_version(rows[0]).pk}")
        row = next((by_unit[pk] for pk in likely if by_unit[pk].pk == chosen), None)
        if row is not None:
            one.submission = row
        elif likely:
            called = places(likely, self.today)
            choices = sorted((called.get(pk, ""), by_unit[pk].pk) for pk in likely)
            one.question = Question(
                f"{key}-{_version(rows[0]).pk}",
                f"Tệp “{one.file.name}” ghi “{unit.text}” ({unit.spot}). Đó là đơn vị nào?",
                tuple((pk, name) for name, pk in choices),
            )
        else:
            near = ", ".join(found.name for match in matches for found in match.suggestions)
            hint = f" Có phải: {near}?" if near else ""
            says = f"Không có báo cáo nào của “{unit.text}” trong đợt này.{hint}"
            one.faults.append(CellFault(str(unit.spot), says))


_CALLED = {
    workbooks.FORM: workbooks.FORM_LINE,
    workbooks.PERIOD: workbooks.PERIOD_LINE,
    workbooks.UNIT: workbooks.UNIT_LINE,
}


def _version(row: Submission) -> FormVersion:
    return row.obligation.campaign.version


def _period(row: Submission) -> str:
    return periods.name(row.obligation.campaign.period)


def _identity(file: FileRead) -> Identity | None:
    hidden = file.sheets.get(workbooks.HIDDEN)
    if hidden is None:
        return None
    lines = [(at(hidden.rows, n, 1), at(hidden.rows, n, 2)) for n in range(1, LINES)]
    return Identity.read({_text(key): _text(value) for key, value in lines})


def _text(cell: object) -> str:
    whole = isinstance(cell, float) and cell.is_integer()
    return str(int(cell)) if whole else str(cell or "").strip()  # type: ignore[call-overload]


def _visible(file: FileRead) -> list[tuple[str, Rows]]:
    return [(name, one.rows) for name, one in file.sheets.items() if name != workbooks.HIDDEN]


def _first(file: FileRead) -> str:
    return next((name for name, _rows in _visible(file)), workbooks.HIDDEN)


def _line(sheet: str, line: int) -> str:
    return str(Spot(sheet, line, 1))


def _anywhere(file: FileRead, name: str) -> Said | None:
    return next(filter(None, (_said(sheet, rows, name) for sheet, rows in _visible(file))), None)


def _said(sheet: str, rows: Rows, name: str) -> Said | None:
    """What stands behind a name and its colon, in the same cell or in the next one filled."""
    for line in range(1, LINES + 1):
        for column in range(1, COLUMNS + 1):
            text = " ".join(str(at(rows, line, column) or "").split())
            head, colon, rest = text.partition(":")
            if folded(head) == folded(name) and (colon or column < COLUMNS):
                places_ = range(column + 1, column + COLUMNS)
                beside = (str(at(rows, line, n) or "").strip() for n in places_)
                said = rest.strip() or next(filter(None, beside), "")
                if said:
                    return Said(said, Spot(sheet, line, column))
    return None


def _refuse_twice(found: Iterable[Target]) -> None:
    """Two files for one answer: nobody knows which counts."""
    seen: dict[int, Target] = {}
    for one in found:
        if one.submission is not None:
            first = seen.setdefault(one.submission.pk, one)
            if first is not one:
                cell = _line(_first(one.file), workbooks.UNIT_LINE)
                says = f"Tệp “{first.file.name}” cũng là của báo cáo này: bỏ bớt một tệp."
                one.faults.append(CellFault(cell, says))
