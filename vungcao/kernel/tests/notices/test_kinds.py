"""Every kind of notice has texts that its details fill, and a screen that exists."""

import pytest
from django.urls import reverse

from vungcao.kernel.access.roles import Role
from vungcao.kernel.notices import rules
from vungcao.kernel.offers.notices import AT_ONCE, DIGEST, INBOX, NoticeKind, kinds

ALL = pytest.mark.parametrize(("name", "kind"), sorted(kinds.items()))


@ALL
def test_its_sample_fills_its_texts_and_nothing_is_left_over(name: str, kind: NoticeKind) -> None:
    title, text = rules.compose(kind, kind.sample)

    assert title
    assert text
    assert "{" not in title + text
    assert set(kind.sample) == kind.fields()


@ALL
def test_it_leads_to_a_screen_and_names_roles_that_exist(name: str, kind: NoticeKind) -> None:
    if kind.url_name:
        assert reverse(kind.url_name, args=[kind.sample[kind.url_field]] if kind.url_field else [])
    assert kind.roles <= set(map(str, Role))
    assert kind.way in {INBOX, AT_ONCE, DIGEST}
