"""Files of lists: no text becomes a formula, and memory does not grow with the rows."""

import csv
import io
import tracemalloc
from collections.abc import Callable, Iterable, Iterator, Sequence

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vungcao.web.exports import sheets, texts

Write = Callable[[Sequence[str], Iterable[Sequence[object]]], Iterator[bytes]]
MEGABYTE = 1024 * 1024
words = st.text(alphabet=st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), max_size=20)


@given(words)
def test_a_text_comes_back_and_is_no_formula(text: str) -> None:
    content = b"".join(texts.written(["a"], [[text]])).decode("utf-8-sig")

    rows = list(csv.reader(io.StringIO(content, newline="")))
    value = rows[1][0] if len(rows) > 1 and rows[1] else ""
    assert value.removeprefix("'") == text.removeprefix("'")
    assert not value.startswith(("=", "+", "-", "@"))


def test_a_workbook_takes_a_text_for_a_text() -> None:
    content = b"".join(sheets.written(["a"], [['=HYPERLINK("x")']]))

    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    assert sheet["A2"].data_type == "s"


@pytest.mark.slow
@pytest.mark.parametrize("write", [texts.written, sheets.written])
def test_memory_does_not_grow_with_the_rows(write: Write) -> None:
    def most(rows: int) -> int:
        tracemalloc.start()
        for _piece in write(["a", "b"], ([f"chữ {number}", number] for number in range(rows))):
            pass
        _now, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return peak

    assert most(12_000) - most(2_000) < MEGABYTE
