"""A dossier of twelve persons: its signature recognises eleven, a correction takes one out."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import transaction

from vungcao.kernel.access.roles import Role
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.systems.onestop.models import Dossier, Outcome, Subject
from vungcao.systems.onestop.services import correcting, deciding
from vungcao.systems.onestop.services.correcting import Correction
from vungcao.systems.onestop.tests import conftest
from vungcao.systems.onestop.tests.decisions import Office, office, prepared, signed
from vungcao.systems.onestop.tests.factories import at, commune, officer, standing
from vungcao.systems.prestige.models import Recognition

plain_page, quick_papers = conftest.plain_page, conftest.quick_papers
keys_home, keys = conftest.keys_home, conftest.keys
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province", "keys")]
SIGNED = date(2026, 11, 25)


@pytest.fixture
def here() -> Iterator[Office]:
    worker = officer("can-bo", Role.COMMUNE_OFFICER, commune())
    with standing(worker):
        yield office(worker)


def test_of_twelve_persons_the_signature_recognises_eleven(here: Office) -> None:
    made = signed(here, 12, refused=1)

    rows = Recognition.objects.in_force(SIGNED).select_related("document")
    granted = Subject.objects.filter(dossier=made.dossier, outcome=Outcome.GRANTED)
    assert {row.person_id for row in rows} == set(granted.values_list("person", flat=True))
    assert (rows.count(), made.effects) == (11, 11)
    assert {(row.document, row.number, row.valid_from) for row in rows} == {
        (made.document, made.document.number, SIGNED)
    }


def test_what_the_register_refuses_leaves_dossier_and_register_as_they_were(here: Office) -> None:
    first = prepared(here, 3)
    one, two, _three = Subject.objects.filter(dossier=first.dossier).order_by("position")
    Subject.objects.filter(pk=two.pk).update(village=one.village)

    with pytest.raises(RuleBroken, match=r"^Dòng 2: .+"), transaction.atomic():
        deciding.sign(decision=first, action="ky", now=at(25), by=here.leader)

    assert not Recognition.objects.exists()
    assert Dossier.objects.get(pk=first.dossier_id).step == "ky"


def test_a_correcting_decision_withdraws_who_was_recognised_by_mistake(here: Office) -> None:
    first = signed(here, 2)
    wrong = Subject.objects.get(dossier=first.dossier, position=1)
    correction = Correction([wrong.pk], "moved", "Ghi nhầm người", "Chủ tịch", "Nguyễn Văn Mẫu")

    made = correcting.correct(decision=first, correction=correction, now=at(26), by=here.leader)

    row = Recognition.objects.get(person=wrong.person_id)
    assert (row.end_kind, row.end_document, row.valid_until) == (
        "withdrawn",
        made.document,
        date(2026, 11, 26),
    )
    assert Recognition.objects.in_force(date(2026, 11, 26)).count() == 1
