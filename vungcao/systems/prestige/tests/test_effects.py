"""The register changes within the transaction of the decision that another system takes."""

from datetime import UTC, date, datetime

import pytest
from django.db import transaction

from vungcao.kernel.citations.models import Citation
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.documents.models import Document, DocumentState
from vungcao.kernel.offers import effects
from vungcao.kernel.people import services as people
from vungcao.kernel.people.services import MergePlan
from vungcao.kernel.tests.documents import world
from vungcao.systems.prestige.models import Recognition
from vungcao.systems.prestige.tests import factories
from vungcao.systems.prestige.tests.changing import Ground

DAY = date(2026, 10, 1)


def decision(at: Ground, day: date = DAY, *, is_issued: bool = True) -> Document:
    """A decision of the commune's committee; signed without a key, for that is not the matter."""
    made = world.draft(world.office(at.commune), at.by)
    if is_issued:
        Document.objects.filter(pk=made.pk).update(
            state=DocumentState.ISSUED, number="21/QĐ-MAU", issued_on=day
        )
    return Document.objects.get(pk=made.pk)


def run(at: Ground, name: str, document: Document, **values: object) -> None:
    effects.run(f"prestige.{name}", values, decision=document.pk, by=at.by)


def test_a_decision_made_elsewhere_recognises(ground_of_changes: Ground) -> None:
    somebody, document = ground_of_changes.person(), decision(ground_of_changes)

    run(
        ground_of_changes,
        "recognise",
        document,
        person=somebody.pk,
        village=ground_of_changes.village.pk,
        valid_from=DAY,
    )

    made = Recognition.objects.get()
    assert (made.person, made.document, made.number) == (somebody, document, "21/QĐ-MAU")


def test_it_withdraws_and_it_lets_another_one_follow(ground_of_changes: Ground) -> None:
    first = ground_of_changes.held()
    second = ground_of_changes.held(ground_of_changes.other)
    successor, document = ground_of_changes.person(), decision(ground_of_changes)
    why = {"reason": "moved", "ends_on": DAY}

    run(ground_of_changes, "withdraw", document, person=second.person_id, **why)
    run(
        ground_of_changes,
        "replace",
        document,
        person=first.person_id,
        successor=successor.pk,
        **why,
    )

    assert [row.person for row in Recognition.objects.in_force(DAY)] == [successor]
    first.refresh_from_db()
    assert first.end_document == document


def test_what_the_register_refuses_undoes_the_decision_in_its_own_words(
    ground_of_changes: Ground,
) -> None:
    somebody, document = ground_of_changes.person(), decision(ground_of_changes)

    @transaction.atomic
    def decide() -> None:
        Citation.objects.create(number="cùng giao dịch")
        values = {"person": somebody.pk, "reason": "moved", "ends_on": DAY}
        run(ground_of_changes, "withdraw", document, **values)

    with pytest.raises(RuleBroken, match="không có trong danh sách"):
        decide()

    assert not Citation.objects.filter(number="cùng giao dịch").exists()


def test_a_paper_that_nobody_has_signed_decides_nothing(ground_of_changes: Ground) -> None:
    row, document = ground_of_changes.held(), decision(ground_of_changes, is_issued=False)

    with pytest.raises(RuleBroken, match="chưa được ký ban hành"):
        run(
            ground_of_changes,
            "withdraw",
            document,
            person=row.person_id,
            reason="moved",
            ends_on=DAY,
        )


def test_a_decision_that_names_a_merged_record_means_the_person(ground_of_changes: Ground) -> None:
    row, stale = ground_of_changes.held(), ground_of_changes.person()
    now = datetime(2026, 11, 23, 8, tzinfo=UTC)
    people.merge(plan=MergePlan(kept=row.person, merged=stale), now=now, by=ground_of_changes.by)

    run(
        ground_of_changes,
        "withdraw",
        decision(ground_of_changes),
        person=stale.pk,
        reason="moved",
        ends_on=DAY,
    )

    row.refresh_from_db()
    assert row.end_kind == "withdrawn"


def test_after_a_merger_the_successor_is_of_the_village_that_is_responsible(
    ground_of_changes: Ground,
) -> None:
    row = ground_of_changes.held()
    merged = ground_of_changes.merge_villages()
    successor = factories.person(merged)

    run(
        ground_of_changes,
        "replace",
        decision(ground_of_changes),
        person=row.person_id,
        successor=successor.pk,
        reason="moved",
        ends_on=DAY,
    )

    assert Recognition.objects.in_force(DAY).get().unit == merged


@pytest.mark.parametrize(
    ("name", "missing"),
    [
        ("recognise", ["valid_from", "village"]),
        ("withdraw", ["ends_on", "reason"]),
        ("replace", ["ends_on", "reason", "successor"]),
    ],
)
def test_a_procedure_that_does_not_fill_its_fields_is_told_which(
    name: str, missing: list[str]
) -> None:
    assert effects.unmapped(f"prestige.{name}", {"person": int}) == missing
