"""`docs/law.md` leads a jurist from a legal text to the place where the product applies it."""

import csv
import re
from pathlib import Path

from tests.architecture import tree

LAW = tree.PROJECT / "docs/law.md"
STATES = {"seen", "memory", "unverified"}
# The sign of a legal text: 1658/NQ-UBTVQH15, 61/2018/NĐ-CP, 45/2019/QH14, 719/QĐ-TTg.
SIGN = re.compile(r"\b\d+/(?:\d{4}/)?(?:(?:NĐ|NQ|QĐ|TT|CT)-?[A-ZĐƯ]+[\w-]*|QH\d+)")
PLACE = re.compile(r"`([\w./-]+)`")


def rows() -> list[list[str]]:
    return tree.table(LAW, columns=4)


def places() -> set[str]:
    return {place for _, _, column, _ in rows() for place in PLACE.findall(column)}


def signs(text: str) -> set[str]:
    """The texts that are named; numbers of the demo's samples (`01/QĐ-MAU`) are none."""
    return {sign for sign in SIGN.findall(text) if not sign.endswith("-MAU")}


def test_each_row_leads_to_places_that_exist_and_says_how_far_it_was_read() -> None:
    assert rows()
    assert sorted(place for place in places() if not (tree.PROJECT / place).exists()) == []
    assert [row for row in rows() if row[3] not in STATES] == []
    assert [row for row in rows() if not PLACE.search(row[2])] == []


def test_each_module_that_cites_a_text_is_in_the_table() -> None:
    citing = [path for path in tree.modules() if signs(path.read_text("utf-8"))]
    wrong = [
        tree.name(path)
        for path in citing
        if not any(path.is_relative_to(tree.PROJECT / place) for place in places())
    ]

    assert wrong == []


def test_each_text_that_a_module_cites_is_in_the_table() -> None:
    known = signs(LAW.read_text("utf-8"))
    wrong = [
        f"{tree.name(path)}: {sign}"
        for path in tree.modules()
        for sign in sorted(signs(path.read_text("utf-8")) - known)
    ]

    assert wrong == []


def cited_in_data() -> set[tuple[str, str, str, str]]:
    """Number, article, file and state of every row of reference data that rests on a legal text."""
    found = set()
    for path in sorted((tree.PROJECT / "data").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                number = row.get("basis_number") or row.get("number") or ""
                article = row.get("basis_article") or row.get("article") or "–"
                if SIGN.search(number):
                    found.add((number, article, tree.name(path), row["state"]))
    return found


def test_the_table_says_of_each_row_of_data_how_far_its_text_was_read() -> None:
    told = {
        (number, article, place, state)
        for number, article, column, state in rows()
        for place in PLACE.findall(column)
    }

    assert cited_in_data()
    assert sorted(cited_in_data() - told) == []


def test_the_rule_knows_a_legal_text_by_its_sign(tmp_path: Path) -> None:
    text = (
        "Nghị quyết 1658/NQ-UBTVQH15, 61/2018/NĐ-CP, 45/2019/QH14, 719/QĐ-TTg; 1/QĐ-MAU, 1/2, 24/7."
    )
    page = tmp_path / "law.md"
    page.write_text("| a | b | c | d |\n|---|---|---|---|\n| 1 | 2 | `x` | seen |\n")

    assert signs(text) == {"1658/NQ-UBTVQH15", "61/2018/NĐ-CP", "45/2019/QH14", "719/QĐ-TTg"}
    assert tree.table(page, columns=4) == [["1", "2", "`x`", "seen"]]
