"""Reading a file of figures line by line into the staging table; what is wrong is said by line.

Nothing is written to the figures here. The file is read as a stream: what stays in memory is the
dictionary of what its lines may mean, and a bounded list of faults.
"""

import csv
import io
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from operator import itemgetter
from typing import IO, Generic, TypeVar

from vungcao.kernel.citations.rules import RuleBroken
from vungcao.systems.statistics.queries import value_staging
from vungcao.systems.statistics.queries.value_ground import Closed, Ground, Known, Place
from vungcao.systems.statistics.queries.value_staging import Said
from vungcao.systems.statistics.rules import value_files
from vungcao.systems.statistics.rules.exact import MOST_PLACES
from vungcao.systems.statistics.rules.value_files import (
    INDICATOR,
    PERIOD,
    STATE,
    UNIT,
    VALUE,
    Head,
    Unfit,
)

MOST_FAULTS = 3000
TOLD_EVERY = 20_000
PIECE = 2_000
NO_LINE = "Số cột khác dòng đầu"
Told = Callable[[int, str], None]
Key = TypeVar("Key")
Found = TypeVar("Found")


@dataclass(frozen=True)
class FileFault:
    """What is wrong in one column of one line; the column as the file's head calls it."""

    line: int
    column: str
    text: str


@dataclass
class Faults:
    """All are counted, the first some thousands are listed."""

    listed: list[FileFault] = field(default_factory=list)
    count: int = 0

    def add(self, line: int, column: str, text: str) -> None:
        self.count += 1
        if len(self.listed) < MOST_FAULTS:
            self.listed.append(FileFault(line, column, text))

    def in_order(self) -> list[FileFault]:
        return sorted(self.listed, key=lambda one: (one.line, one.column))


class _Once(Generic[Key, Found]):
    """What a key means, worked out when it first stands in a line; a fault is kept as well."""

    def __init__(self, work: Callable[[Key], Found]) -> None:
        self.work = work
        self.found: dict[Key, Found | Unfit] = {}

    def of(self, key: Key) -> Found:
        known = self.found.get(key)
        if known is None:
            try:
                known = self.work(key)
            except Unfit as unfit:
                known = unfit
            self.found[key] = known
        if isinstance(known, Unfit):
            raise known
        return known


class Reader:
    """One file on its way into the staging table."""

    def __init__(self, ground: Ground, faults: Faults, told: Told) -> None:
        self.ground, self.faults, self.told = ground, faults, told
        self.lines = 0
        self.names: dict[str, str] = {}
        self._closed: list[tuple[Said, int, Closed]] = []

    def stage(self, content: Iterable[bytes]) -> None:
        """Copy every line that can be understood. Raises `RuleBroken` for what is no such file."""
        with tempfile.TemporaryFile("w+", encoding="utf-8", newline="") as held:
            try:
                self._read(content, held)
            except UnicodeDecodeError:
                raise RuleBroken("Tệp không viết bằng UTF-8: lưu lại thành CSV UTF-8.") from None
            held.seek(0)
            value_staging.fill(held)

    def _read(self, content: Iterable[bytes], held: IO[str]) -> None:
        stream = io.BufferedReader(_Pieces(content), 1 << 16)
        text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
        first = text.readline()
        how = value_files.separator(first)
        head = self._head(next(csv.reader([first], delimiter=how), []))
        rows = csv.reader(text, delimiter=how)
        taken: list[str] = []
        for line in self._lines(rows, head):
            taken.append(line)
            if len(taken) == PIECE:
                held.writelines(taken)
                taken.clear()
        held.writelines(taken)
        self._compare()

    def _head(self, cells: list[str]) -> Head:
        try:
            head = value_files.read_head(cells, self.ground.lists)
        except ValueError as wrong:
            raise RuleBroken(str(wrong)) from None
        for key, place in (*head.at.items(), *head.lists):
            self.names[key] = cells[place].strip().removeprefix("\ufeff")
        return head

    def _lines(self, rows: Iterator[list[str]], head: Head) -> Iterator[str]:
        """The lines as the staging table takes them."""
        turn = _Turn(self.ground, head)
        number = 1
        try:
            for number, row in enumerate(rows, start=2):
                if number % TOLD_EVERY == 0:
                    self.told(number, "Đang đọc tệp")
                if not row:
                    continue
                self.lines += 1
                if len(row) != head.width:
                    self.faults.add(number, "", NO_LINE)
                    continue
                try:
                    yield f"{number}\t{turn.take(row)}\n"
                except Unfit as unfit:
                    self._note(number, row, unfit, turn)
        except csv.Error as error:
            raise RuleBroken(f"Không đọc được tệp từ dòng {number + 1}: {error}.") from None

    def _note(self, number: int, row: list[str], unfit: Unfit, turn: "_Turn") -> None:
        """Every column of a line that is wrong, not only the first that was met."""
        found = turn.all_faults(row) or [unfit]
        if isinstance(unfit, Closed) and len(found) == 1:
            self._closed.append((*turn.said_of(number, row, unfit), unfit))
            if len(self._closed) == PIECE:
                self._compare()
            return
        for one in found:
            self.faults.add(number, self.names.get(one.column, one.column), one.text)

    def _compare(self) -> None:
        """A line for a closed answer that says what stands is none too many; any other is wrong."""
        differing = value_staging.differing([said for said, *_rest in self._closed])
        for said, places, closed in self._closed:
            if said.line in differing:
                stands = value_files.written(*differing[said.line], places)
                text = f"{closed.text}; đang có: {stands}"
                self.faults.add(said.line, self.names[closed.column], text)
        self._closed.clear()


class _Turn:
    """What each column of a line says, with what earlier lines have already worked out."""

    def __init__(self, ground: Ground, head: Head) -> None:
        self.ground, self.head = ground, head
        self.codes = [code for code, _place in head.lists]
        places = [head.at[INDICATOR], *(place for _code, place in head.lists)]
        self.key = itemgetter(*places, places[0])  # always several, so always a tuple
        self.spot = itemgetter(head.at[UNIT], head.at[PERIOD])
        self.said = itemgetter(head.at[VALUE], head.at[STATE])
        self.figures: _Once[tuple[str, ...], Known] = _Once(self._figure)
        self.places: _Once[tuple[str, str], Place] = _Once(self._place)

    def take(self, row: list[str]) -> str:
        """The line for the staging table. Raises `Unfit` with the first thing that is wrong."""
        figure = self.figures.of(self.key(row))
        place = self.places.of(self.spot(row))
        owed = self.ground.answer(figure, place)
        said, kind = self.said(row)
        state, value = value_files.figure(said, kind, figure.places)
        shown = "\\N" if value is None else value
        return (
            f"{owed.pk}\t{figure.cell}\t{place.period}\t{place.unit}\t{shown}\t{state}"
            f"\t{'t' if owed.is_delegated else 'f'}"
        )

    def said_of(self, number: int, row: list[str], closed: Closed) -> tuple[Said, int]:
        """What a line says, with its decimals, that has nothing wrong but a closed answer."""
        figure, place = self.figures.of(self.key(row)), self.places.of(self.spot(row))
        said, kind = self.said(row)
        state, value = value_files.figure(said, kind, figure.places)
        said_here = Said(number, closed.answer, figure.cell, place.period, place.unit, state, value)
        return said_here, figure.places

    def all_faults(self, row: list[str]) -> list[Unfit]:
        """Everything that is wrong with a line, column by column."""
        found: list[Unfit] = []
        figure = _tried(lambda: self.figures.of(self.key(row)), found)
        place = _tried(lambda: self.places.of(self.spot(row)), found)
        if figure and place:
            _tried(lambda: self.ground.answer(figure, place), found)
        places = figure.places if figure else MOST_PLACES
        said, kind = self.said(row)
        _tried(lambda: value_files.figure(said, kind, places), found)
        return found

    def _figure(self, key: tuple[str, ...]) -> Known:
        indicator, *items = (one.strip() for one in key[:-1])
        given = {code: item for code, item in zip(self.codes, items, strict=True) if item}
        return self.ground.figure(indicator, given)

    def _place(self, key: tuple[str, str]) -> Place:
        return self.ground.place(key[0].strip(), key[1].strip())


def _tried(work: Callable[[], Found], faults: list[Unfit]) -> Found | None:
    try:
        return work()
    except Unfit as unfit:
        faults.append(unfit)
        return None


class _Pieces(io.RawIOBase):
    """Pieces of a content as one stream."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._left = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while not self._left:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._left = piece
        taken = self._left[: len(buffer)]
        buffer[: len(taken)] = taken
        self._left = self._left[len(taken) :]
        return len(taken)
