"""Tags that prepare what components draw."""

import pytest
from django.template import Context, Template


def drawn(text: str, **said: object) -> str:
    return Template("{% load parts %}" + text).render(Context(said)).strip()


def test_links_are_made_of_labels_and_addresses() -> None:
    crumbs = '{% places "Một" "/mot/" "Hai" "/hai/" as above %}'
    crumbs += '{% include "components/crumbs.html" with above=above here="Ba" only %}'

    page = drawn(crumbs)

    assert '<a href="/mot/">Một</a>' in page
    assert '<a href="/hai/">Hai</a>' in page
    assert 'aria-current="page">Ba<' in page


def test_what_is_not_known_is_no_fact() -> None:
    facts = '{% pairs "Có" 0 "Không" none "Trống" "" as facts %}'
    facts += '{% include "components/facts.html" with facts=facts only %}'

    page = drawn(facts, none=None)

    assert "<dt>Có</dt>" in page
    assert "Không" not in page
    assert "Trống" not in page


@pytest.mark.parametrize(
    "text",
    [
        "{{ evil|code }}",
        '{% linked evil "/x/" %}',
        "{% beside evil evil %}",
        "{% linked evil evil %}",
    ],
)
def test_nothing_from_outside_becomes_markup(text: str) -> None:
    assert "<script" not in drawn(text, evil="<script>\"'")


def test_things_that_were_made_safe_stand_beside_each_other() -> None:
    both = '{% linked "Một" "/mot/" as one %}{% beside one code as value %}{{ value }}'

    assert drawn(both, code="<b>") == '<a href="/mot/">Một</a> &lt;b&gt;'


def test_a_fact_may_have_markup_of_its_own_and_what_stands_in_it_is_still_made_safe() -> None:
    text = "{% said as one %} <b>{{ evil }}</b> {% endsaid %}{{ one }}"

    assert drawn(text, evil="<i>") == "<b>&lt;i&gt;</b>"
