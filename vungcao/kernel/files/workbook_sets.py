"""Reading one workbook, or a ZIP of many, with all their sheets, in one process with limits.

One process for all of them: starting it takes longer than reading. A file that cannot be read says
so itself and hinders no other. Needs no Django.
"""

import io
import json
import sys
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.files import archives
from vungcao.kernel.files.decoding import REFUSED, TAKEN, seat
from vungcao.kernel.files.workbooks import (
    MEMORY,
    NO_WORKBOOK,
    SHEET,
    TOO_HEAVY,
    UNPACKED,
    Cell,
    all_sheets,
    received,
)
from vungcao.runtime import apart

SECONDS, WAIT = 40, 60
LARGEST = 64 * 1024 * 1024  # of what the cells become
MOST_FILES, LARGEST_FILE = 99, 5 * 1024 * 1024
ENDING = ".xlsx"
# What other systems lay into an archive beside the files.
PASSED_OVER = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
NO_FILES = "Tệp nén không có bảng tính .xlsx nào."
TOO_MANY = f"Tệp nén có hơn {MOST_FILES} bảng tính: chia thành nhiều tệp."
TOO_LARGE = f"Bảng tính lớn quá {LARGEST_FILE // 1024 // 1024} MB."
TOO_MUCH = "Tệp nén quá nhiều dữ liệu."


@dataclass(frozen=True)
class SheetRead:
    """The cells of a sheet, and the addresses (`C12`) of some.

    `formulas` are computed; `no_figures` hold an error of the spreadsheet, or true or false.
    """

    rows: tuple[tuple[Cell, ...], ...]
    formulas: frozenset[str] = frozenset()
    no_figures: frozenset[str] = frozenset()


@dataclass(frozen=True)
class FileRead:
    """One workbook of those that came, by its name; `refused` says why it could not be read."""

    name: str
    sheets: Mapping[str, SheetRead] = field(default_factory=dict)
    refused: str = ""


def read(content: bytes, name: str) -> tuple[FileRead, ...]:
    """Every workbook of a file. Raises `RuleBroken` when it holds none that could be read."""
    if not content.startswith(b"PK"):
        raise RuleBroken("Chọn tệp .xlsx, hoặc tệp .zip gồm nhiều tệp .xlsx.")
    try:
        with seat():
            said = apart.ask(__name__, name, question=content, wait=WAIT, most=LARGEST)
        verdict, rest = said.split(b"\n", 1)
    except (apart.Failed, ValueError) as failed:
        raise RuleBroken(TOO_HEAVY) from failed
    if verdict == REFUSED:
        raise RuleBroken(rest.decode())
    return unpacked(json.loads(rest))


def unpacked(said: list[dict[str, Any]]) -> tuple[FileRead, ...]:
    """What `take` has sent."""
    return tuple(
        FileRead(one["name"], {}, one["refused"])
        if "refused" in one
        else FileRead(one["name"], {part["sheet"]: _sheet(part) for part in one["parts"]})
        for one in said
    )


def _sheet(part: dict[str, Any]) -> SheetRead:
    found = received({**part, "sheets": []})
    return SheetRead(found.rows, found.formulas, frozenset(part["no_figures"]))


def take(content: bytes, name: str) -> list[dict[str, Any]]:
    """The cells of every workbook, read inside. Raises `RuleBroken` for the file as a whole."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if "[Content_Types].xml" in archive.namelist():
                return [_taken(name, content)]
            return [_taken(inner, one) for inner, one in _entries(archive)]
    except archives.BROKEN as error:
        raise RuleBroken(archives.DAMAGED) from error


def _entries(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes | None]]:
    """What lies in an archive, in the order of names; nothing is unpacked before sizes are seen."""
    entries = [
        one
        for one in archive.infolist()
        if not one.is_dir()
        and not one.filename.startswith(PASSED_OVER)
        and not one.filename.rpartition("/")[2].startswith(("~$", *PASSED_OVER))
    ]
    if len(entries) > MOST_FILES:
        raise RuleBroken(TOO_MANY)
    if not entries:
        raise RuleBroken(NO_FILES)
    if any(one.flag_bits & 1 for one in entries):
        raise RuleBroken("Tệp có mật khẩu: bỏ mật khẩu rồi tải lên lại.")
    for one in sorted(entries, key=lambda one: one.filename):
        is_large = one.file_size > LARGEST_FILE
        yield one.filename, None if is_large else archive.read(one)


def _taken(name: str, content: bytes | None) -> dict[str, Any]:
    """One workbook, or why it is refused."""
    if content is None:
        return {"name": name, "refused": TOO_LARGE}
    if not name.lower().endswith(ENDING) or not content.startswith(b"PK"):
        return {"name": name, "refused": NO_WORKBOOK.replace(" hoặc danh sách .csv", "")}
    try:
        if not archives.check(content).endswith(SHEET):
            return {"name": name, "refused": NO_WORKBOOK}
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > UNPACKED:
                raise RuleBroken(TOO_MUCH)
        return {"name": name, "parts": all_sheets(content)}
    except RuleBroken as broken:
        return {"name": name, "refused": str(broken)}


def main() -> int:
    """Read what came from standard input, write its cells to standard output."""
    apart.limit(seconds=SECONDS, memory=MEMORY)
    import python_calamine  # noqa: F401  (before no file can be opened any more)

    apart.shut()
    try:
        said = json.dumps(take(sys.stdin.buffer.read(), sys.argv[1]), ensure_ascii=False)
        sys.stdout.buffer.write(TAKEN + b"\n" + said.encode())
    except RuleBroken as broken:
        sys.stdout.buffer.write(REFUSED + b"\n" + str(broken).encode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
