"""Pages of bodies, units, norms, papers, reforms, days and imports write no component by hand."""

import re
from pathlib import Path

from vungcao.systems import administration

TEMPLATES = Path(administration.__file__).parent / "templates/administration"
AREAS = re.compile(r"_?(organisation|unit|norm|document|number|reform|calendar|import)")
BY_HAND = re.compile(
    r'<nav class="(crumbs|tabs)|<dl class="facts|<ol class="time"|<div class="empty|<cite'
)


def by_hand(text: str) -> list[str]:
    return [found.group() for found in BY_HAND.finditer(text)]


def test_crumbs_tabs_facts_events_and_citations_come_from_their_components() -> None:
    pages = [path for path in sorted(TEMPLATES.glob("*.html")) if AREAS.match(path.name)]

    assert len(pages) > 50
    written = {path.name: by_hand(path.read_text(encoding="utf-8")) for path in pages}
    assert {name: found for name, found in written.items() if found} == {}


def test_the_rule_sees_what_is_written_by_hand() -> None:
    assert by_hand('<nav class="tabs mb" aria-label="x"><dl class="facts">') == [
        '<nav class="tabs',
        '<dl class="facts',
    ]
