"""One answer for a list is on its way at a time, so that no choice is lost on a slow line.

The list is replaced as a whole: the answer of a second request would find it gone. Whatever asks
for it therefore agrees on one place, which stays: a choice in the filters takes the place of what
was asked before and carries every choice; a link is not followed past a choice.
"""

import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string

import vungcao
from vungcao.web.tests.tables.sample import shown

PLACES = Path(vungcao.__file__).parent
FORM = re.compile(r'<form id="filters".*?>\n', re.DOTALL)
FORMS = {
    str(path.relative_to(PLACES)): found[0]
    for path in PLACES.rglob("templates/**/*.html")
    if (found := FORM.search(path.read_text()))
}


def test_the_filters_of_every_list_are_known_here() -> None:
    assert {
        "web/templates/components/table_filters.html",
        "systems/prestige/templates/prestige/_filters.html",
    } <= FORMS.keys()


@pytest.mark.parametrize("path", sorted(FORMS))
def test_a_later_choice_replaces_what_was_asked_before(path: str) -> None:
    asked = [line for line in FORMS[path].splitlines() if "hx-get" in line]

    assert all('hx-sync="main:replace"' in line for line in asked)
    assert all('hx-target="#table"' in line for line in asked)


@pytest.mark.django_db
def test_a_link_of_the_list_is_not_followed_past_a_choice() -> None:
    text = render_to_string("components/table.html", {"shown": shown()})

    head = text.lstrip().partition(">")[0]

    assert 'id="table"' in head
    assert 'hx-sync="main:drop"' in head
