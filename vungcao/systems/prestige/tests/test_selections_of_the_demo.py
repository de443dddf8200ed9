"""The demo shows a selection at each of its steps, with printed minutes that are samples."""

import pytest

from vungcao.kernel.documents.models import PublishedPaper
from vungcao.kernel.scopes.services import scoped
from vungcao.systems.prestige.models import FormPaper, RoundState, SelectionRound

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_a_round_stands_at_each_step(register: None) -> None:
    with scoped(("/1/",)):
        states = set(SelectionRound.objects.values_list("state", flat=True))

    assert states == set(RoundState)


def test_printed_minutes_are_samples_signed_by_hand(register: None) -> None:
    with scoped(("/1/",)):
        codes = list(FormPaper.objects.values_list("document__code", flat=True))

    faces = PublishedPaper.objects.filter(code__in=codes)
    assert len(faces) == 2
    assert {(face.is_sample, face.is_by_hand, face.number) for face in faces} == {(True, True, "")}
