"""Reference data is refused as a whole, with everything that is wrong with it."""

import unicodedata
from pathlib import Path

import pytest

from vungcao.kernel.citations.models import State
from vungcao.kernel.offers import reference

SCHEMA = """
[amounts]
key = ["code", "valid_from"]
[amounts.columns]
code = "text"
amount = "integer"
share = "decimal?"
opens = "time?"
kind = ["", "a", "b"]
valid_from = "date"
valid_until = "date?"
source = "text"
state = "state"
"""
HEADER = "code,amount,share,opens,kind,valid_from,valid_until,source,state\n"
GOOD = "x,1500,14.5,07:30,a,2026-01-01,2027-01-01,NĐ 07/2021,seen\n"


def folder(tmp_path: Path, text: str) -> Path:
    (tmp_path / "schema.toml").write_text(SCHEMA, encoding="utf-8")
    (tmp_path / "amounts.csv").write_text(text, encoding="utf-8")
    return tmp_path


def errors(tmp_path: Path, text: str) -> list[str]:
    with pytest.raises(reference.BadReferenceData) as caught:
        reference.rows("amounts.csv", folder(tmp_path, text))
    return caught.value.errors


def test_gives_the_rows_as_they_are_written(tmp_path: Path) -> None:
    (row,) = reference.rows("amounts.csv", folder(tmp_path, HEADER + GOOD))

    assert (row["amount"], row["opens"], row["source"]) == ("1500", "07:30", "NĐ 07/2021")


def test_says_everything_that_is_wrong_at_once(tmp_path: Path) -> None:
    bad = "y,1.500,x,7h30,c,05/06/2026,,,known\n"

    assert errors(tmp_path, HEADER + GOOD + bad) == [
        "amounts.csv:3:amount: Ô này phải là số nguyên viết bằng chữ số, ví dụ 1500000.",
        "amounts.csv:3:share: Ô này phải là số với dấu chấm thập phân, ví dụ 14.5.",
        "amounts.csv:3:opens: Ô này phải là giờ viết giờ:phút, ví dụ 07:30.",
        "amounts.csv:3:kind: Ô này phải là một trong: a, b.",
        "amounts.csv:3:valid_from: Ô này phải là ngày viết năm-tháng-ngày, ví dụ 2026-11-24.",
        "amounts.csv:3:source: Ô này không được để trống.",
        "amounts.csv:3:state: Ô này phải là một trong: seen, memory, unverified, synthetic.",
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (GOOD.replace("NĐ", unicodedata.normalize("NFD", "Nghị định")), "NFC"),
        (GOOD.replace("NĐ 07", " NĐ 07"), "khoảng trắng"),
        (GOOD.replace("2027-01-01", "2026-01-01"), "phải sau ngày có hiệu lực"),
        (GOOD.replace("14.5", "NaN"), "dấu chấm thập phân"),
        ("x,1500\n", "Dòng có 2 ô, cần 9"),
    ],
)
def test_refuses_what_could_be_read_in_two_ways(tmp_path: Path, line: str, said: str) -> None:
    assert said in errors(tmp_path, HEADER + line)[0]


def test_refuses_the_same_key_twice(tmp_path: Path) -> None:
    assert errors(tmp_path, HEADER + GOOD + GOOD) == [
        "amounts.csv:3:code: Trùng với dòng 2 (x, 2026-01-01)."
    ]


def test_refuses_missing_and_unknown_columns(tmp_path: Path) -> None:
    said = errors(tmp_path, HEADER.replace("state", "status") + GOOD)

    assert said == [
        "amounts.csv:1:state: Thiếu cột này.",
        "amounts.csv:1:status: Cột này không có trong schema.toml.",
    ]


def test_refuses_a_file_that_is_not_utf_8(tmp_path: Path) -> None:
    where = folder(tmp_path, HEADER)
    (where / "amounts.csv").write_bytes(b"\xff\xfe")

    with pytest.raises(reference.BadReferenceData, match="UTF-8"):
        reference.rows("amounts.csv", where)


def test_refuses_a_quotation_mark_that_never_closes(tmp_path: Path) -> None:
    assert "amounts.csv:2:-: Dấu nháy" in errors(tmp_path, HEADER + '"x,1500\n')[0]


def test_refuses_a_file_that_has_no_schema(tmp_path: Path) -> None:
    with pytest.raises(LookupError, match=r"schema\.toml"):
        reference.rows("others.csv", folder(tmp_path, HEADER))


def test_knows_the_states_of_citations() -> None:
    assert set(reference.STATES) == set(State.values)


def test_every_file_of_the_project_is_described_and_good() -> None:
    """Every row has a source and a known state; LookupError here means: no schema."""
    described = reference.schemas()
    files = sorted(path.name for path in reference.DATA.glob("*.csv"))

    assert files == sorted(described)
    for file in files:
        required = {column.name for column in described[file].columns if column.required}
        assert {"source", "state"} <= required, file
        assert reference.rows(file), file
