"""Comma-separated values (RFC 4180) in UTF-8 with the mark by which Excel knows it."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal

from django.utils.timezone import localtime

MARK = "\ufeff"
PIECE = 32_768
# A program that opens the file would take a text that begins so for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def written(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """The file in pieces of some thirty kilobytes."""
    held = io.StringIO(newline="")
    held.write(MARK)
    writer = csv.writer(held)
    writer.writerow(heads)
    for row in rows:
        writer.writerow([plain(value) for value in row])
        if held.tell() > PIECE:
            yield held.getvalue().encode()
            held.seek(0)
            held.truncate()
    yield held.getvalue().encode()


def plain(value: object) -> object:
    """Numbers as they are, days as ISO writes them, texts that no program takes for a formula."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return localtime(value).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, (date, int, float)):
        return str(value)
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
