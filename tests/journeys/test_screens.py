"""Screens at 400 % on a laptop, which is 320 px, and by the keyboard alone.

A part of them here; all of them in `make soak`: each is walked through key by key.
"""

import pytest

from tests.journeys.screens import (
    GUIDE,
    KEEPER,
    MISTAKES,
    OFFICE,
    OFFICER,
    PUBLIC,
    Mistake,
    Screen,
)
from tests.journeys.walking import Walk
from tests.journeys.whole import cut, overlapping

pytestmark = [
    pytest.mark.journey,
    pytest.mark.parametrize("page", [320], indirect=True, ids=["zoomed"]),
]


LATER = pytest.mark.soak


def are_fit(walk: Walk, screens: tuple[Screen, ...]) -> None:
    for screen in screens:
        screen.show(walk)
        assert walk.out_of_reach() == []
        walk.is_fit()
        assert cut(walk.page) == [], screen.name
        assert overlapping(walk.page) == [], screen.name


def test_public_screens_are_fit_when_zoomed(walk: Walk) -> None:
    are_fit(walk, PUBLIC)


@pytest.mark.parametrize(
    ("account", "part"),
    [*(pytest.param(KEEPER, part, marks=LATER) for part in range(2)), (OFFICER, 0)],
)
def test_office_screens_are_fit_when_zoomed(walk: Walk, account: str, part: int) -> None:
    walk.sign_in(account)

    are_fit(walk, tuple(screen for screen in OFFICE if screen.account == account)[part::2])


@pytest.mark.soak
@pytest.mark.parametrize("part", [0, pytest.param(1, marks=LATER), pytest.param(2, marks=LATER)])
def test_the_style_guide_is_fit_when_zoomed(walk: Walk, part: int) -> None:
    are_fit(walk, GUIDE[part::3])


def test_what_a_keyboard_cannot_reach_is_named(walk: Walk) -> None:
    walk.open("/xac-minh/")
    walk.page.evaluate(
        "for (const one of document.querySelectorAll('main button')) one.tabIndex = -1"
    )

    assert [one for one in walk.out_of_reach() if "Kiểm tra tệp" in one] != []


@pytest.mark.parametrize(
    "mistake",
    [
        pytest.param(mistake, id=mistake.name, marks=LATER if nth % 3 else ())
        for nth, mistake in enumerate(MISTAKES)
    ],
)
def test_a_refused_form_is_fit_when_zoomed(walk: Walk, mistake: Mistake) -> None:
    if mistake.account:
        walk.sign_in(mistake.account)

    mistake.show(walk)

    walk.is_fit()
    assert cut(walk.page) == []
    assert overlapping(walk.page) == []
