"""What the content security policy and slow phones ask of every template."""

import re
from pathlib import Path

import vungcao

ROOT = Path(vungcao.__file__).parent
TEMPLATES = sorted(ROOT.rglob("templates/**/*.html"))
INLINE = re.compile(r"\sstyle=|<style|<script(?![^>]*\ssrc=)|\son[a-z]+=", re.IGNORECASE)
STYLES = sorted((ROOT / "web/static/css").glob("*.css"))


def test_no_template_carries_style_or_script_of_its_own() -> None:
    wrong = [path.name for path in TEMPLATES if INLINE.search(path.read_text("utf-8"))]

    assert wrong == []


def test_styles_fetch_nothing_from_elsewhere() -> None:
    wrong = [path.name for path in STYLES if re.search(r"url\([\"']?https?:", path.read_text())]

    assert wrong == []


def test_a_style_file_is_short_enough_to_be_read() -> None:
    assert [path.name for path in STYLES if len(path.read_text().splitlines()) > 400] == []
