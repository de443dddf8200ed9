"""Sections as reference data, and the demo's articles and events."""

import re
from datetime import date

import pytest

from vungcao.kernel.offers.reference import rows
from vungcao.systems.portal.models import (
    AnsweredQuestion,
    Article,
    Consultation,
    Event,
    KeptCopy,
    PublicLetter,
    Section,
)
from vungcao.systems.portal.offers import demo, demo_letters, reference
from vungcao.systems.portal.tests.factories import keeper
from vungcao.systems.portal.tests.letter_world import NOW, World, look_as

TODAY = date(2026, 11, 23)


def test_texts_of_the_demo_are_marked_and_differ() -> None:
    texts = [demo.text(number) for number in range(demo.HOW_MANY)]

    assert len({text.slug for text in texts}) == demo.HOW_MANY == 40
    assert all(re.search("giả lập", text.lead) and text.source for text in texts)


@pytest.mark.django_db
def test_sections_stand_as_the_file_says_and_a_second_loading_changes_nothing(plain: None) -> None:
    given = rows("portal_sections.csv")
    reference.load(given, keeper())
    before = list(Section.objects.order_by("path").values_list("path", "title", "url_path"))

    Section.objects.filter(slug="tin-tuc").update(title="Tin")
    reference.load(given, keeper())

    after = list(Section.objects.order_by("path").values_list("path", "title", "url_path"))
    assert len(after) == len(before) == len(given)
    assert [one for one in after if one not in before] == [(after[4][0], "Tin", after[4][2])]


@pytest.mark.django_db
def test_the_demo_is_built_once(monkeypatch: pytest.MonkeyPatch) -> None:
    reference.load(rows("portal_sections.csv"), keeper())
    monkeypatch.setattr(demo, "HOW_MANY", 5)
    monkeypatch.setattr(demo, "EVENTS", 2)

    for _twice in range(2):
        demo.build(keeper(), TODAY)

    assert (Article.objects.live().count(), KeptCopy.objects.count()) == (5, 5)
    assert Event.objects.live().count() == 2


@pytest.mark.django_db
def test_the_demo_of_letters_is_laid_once_at_every_state(world: World) -> None:
    for _twice in range(2):
        demo_letters.build(keeper(), NOW.date())

    look_as(world.specialist)
    assert PublicLetter.objects.count() == 5 + 3 + 9
    assert AnsweredQuestion.objects.live().count() == 4
    states = {one.state_on(NOW.date()).value for one in Consultation.objects.order_by("pk")}
    assert states == {"coming", "open", "closed", "answered"}
