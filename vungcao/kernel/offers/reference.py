"""Reading reference data: `data/<noun>.csv`, checked against `data/schema.toml` before it loads.

A column's type is written as in `"date?"`: the question mark says that it may be empty.
"""

import csv
import tomllib
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from vungcao.runtime.env import PROJECT

DATA = PROJECT / "data"
STATES = ("seen", "memory", "unverified", "synthetic")

Row = dict[str, str]


def _is(read: Callable[[str], object]) -> Callable[[str], bool]:
    """Whether `read` takes the text, and would write it the same way."""

    def fits(text: str) -> bool:
        try:
            return bool(str(read(text)) == text)
        except (ValueError, InvalidOperation):
            return False

    return fits


CHECKS: Mapping[str, tuple[Callable[[str], bool], str]] = {
    "text": (lambda text: True, ""),
    "integer": (_is(int), "là số nguyên viết bằng chữ số, ví dụ 1500000"),
    "decimal": (
        lambda text: _is(Decimal)(text) and Decimal(text).is_finite(),
        "là số với dấu chấm thập phân, ví dụ 14.5",
    ),
    "date": (_is(date.fromisoformat), "là ngày viết năm-tháng-ngày, ví dụ 2026-11-24"),
    "time": (
        lambda text: _is(time.fromisoformat)(text + ":00"),
        "là giờ viết giờ:phút, ví dụ 07:30",
    ),
    "boolean": (lambda text: text in ("true", "false"), "là true hoặc false"),
    "state": (lambda text: text in STATES, f"là một trong: {', '.join(STATES)}"),
}


class BadReferenceData(Exception):
    """Everything that is wrong with a file, one `file:line:column: sentence` each."""

    def __init__(self, errors: list[str]) -> None:
        super().__init__("\n".join(errors))
        self.errors = errors


@dataclass(frozen=True)
class Column:
    """What one column of a file may hold: a type of `CHECKS`, or one of `choices`."""

    name: str
    required: bool
    kind: str = "text"
    choices: tuple[str, ...] = ()

    def fault(self, text: str) -> str | None:
        """What is wrong with a cell, as the end of a sentence."""
        if not text:
            return "không được để trống" if self.required else None
        if not unicodedata.is_normalized("NFC", text):
            return "phải viết bằng Unicode dựng sẵn (NFC)"
        if text != text.strip():
            return "không được bắt đầu hay kết thúc bằng khoảng trắng"
        if self.choices:
            return None if text in self.choices else f"phải là một trong: {', '.join(self.choices)}"
        fits, wanted = CHECKS[self.kind]
        return None if fits(text) else f"phải {wanted}"


@dataclass(frozen=True)
class Schema:
    """The columns of one file, and those of them that tell its rows apart."""

    file: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]


def schemas(folder: Path = DATA) -> dict[str, Schema]:
    """The schema of every file, by the file's name."""
    read = tomllib.loads((folder / "schema.toml").read_text(encoding="utf-8"))
    return {f"{noun}.csv": _schema(f"{noun}.csv", table) for noun, table in read.items()}


def rows(file: str, folder: Path = DATA) -> list[Row]:
    """The rows of `data/<file>`. Raises `BadReferenceData` with all that is wrong, or LookupError.

    A row comes as texts, exactly as written: only their form has been checked.
    """
    known = schemas(folder)
    if file not in known:
        raise LookupError(f"{file} is not described in schema.toml.")
    schema = known[file]
    try:
        text = (folder / file).read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadReferenceData([f"{file}:1:-: Tệp phải là UTF-8 ({error.reason})."]) from error
    lines = list(_numbered(file, text))
    errors = _header_faults(schema, lines[0][1] if lines else [])
    if errors:
        raise BadReferenceData(errors)
    found = [(line, cells) for line, cells in lines[1:] if cells]
    errors = [*_cell_faults(schema, found), *_key_faults(schema, found)]
    if errors:
        raise BadReferenceData(sorted(errors, key=_line_of))
    return [dict(zip(schema.names, cells, strict=True)) for _line, cells in found]


def _schema(file: str, table: Mapping[str, Any]) -> Schema:
    columns = tuple(_column(*item) for item in table["columns"].items())
    return Schema(file, tuple(table["key"]), columns)


def _column(name: str, written: object) -> Column:
    """`"date?"`, or a list of choices in which an empty text allows an empty cell."""
    if isinstance(written, list):
        return Column(name, "" not in written, choices=tuple(filter(None, written)))
    kind = str(written)
    if kind.rstrip("?") not in CHECKS:
        raise LookupError(f"schema.toml: {name} has the unknown type {kind!r}.")
    return Column(name, not kind.endswith("?"), kind.rstrip("?"))


def _numbered(file: str, text: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    while True:
        try:
            yield reader.line_num + 1, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            place = f"{file}:{reader.line_num}:-"
            raise BadReferenceData([f"{place}: Dấu nháy không khép ({error})."]) from error


def _header_faults(schema: Schema, header: list[str]) -> list[str]:
    at = f"{schema.file}:1"
    missing = [f"{at}:{name}: Thiếu cột này." for name in schema.names if name not in header]
    unknown = [f"{at}:{name}: Cột này không có trong schema.toml." for name in header]
    unknown = [
        error for error, name in zip(unknown, header, strict=True) if name not in schema.names
    ]
    if not missing and not unknown and header != schema.names:
        return [f"{at}:-: Các cột phải theo thứ tự: {', '.join(schema.names)}."]
    return missing + unknown


def _cell_faults(schema: Schema, lines: list[tuple[int, list[str]]]) -> Iterator[str]:
    for line, cells in lines:
        at = f"{schema.file}:{line}"
        if len(cells) != len(schema.columns):
            yield f"{at}:-: Dòng có {len(cells)} ô, cần {len(schema.columns)}."
            continue
        for column, text in zip(schema.columns, cells, strict=True):
            if fault := column.fault(text):
                yield f"{at}:{column.name}: Ô này {fault}."
        row = dict(zip(schema.names, cells, strict=True))
        if row.get("valid_until") and row["valid_until"] <= row.get("valid_from", ""):
            yield f"{at}:valid_until: Ngày hết hiệu lực phải sau ngày có hiệu lực."


def _key_faults(schema: Schema, lines: list[tuple[int, list[str]]]) -> Iterator[str]:
    first: dict[tuple[str, ...], int] = {}
    for line, cells in lines:
        row = dict(zip(schema.names, cells, strict=False))
        key = tuple(row.get(name, "") for name in schema.key)
        if key in first:
            yield (
                f"{schema.file}:{line}:{schema.key[0]}: Trùng với dòng {first[key]}"
                f" ({', '.join(key)})."
            )
        first.setdefault(key, line)


def _line_of(error: str) -> int:
    return int(error.split(":")[1])
