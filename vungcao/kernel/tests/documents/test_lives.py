"""What becomes of a document: written anew, thrown away, revoked, replaced; and what is told."""

from datetime import date, timedelta

import pytest

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.documents import queries, verification
from vungcao.kernel.documents.models import (
    Document,
    DocumentNumber,
    DocumentState,
    PublishedPaper,
    RelationKind,
    SigningKey,
)
from vungcao.kernel.documents.services import drafting, issuing, numbering
from vungcao.kernel.offers.outbox import Announcement
from vungcao.kernel.organisations.models import Organisation
from vungcao.kernel.tests.documents import world
from vungcao.kernel.tests.documents.world import TODAY
from vungcao.kernel.tests.factories import CitationFactory

Standing = PublishedPaper.Standing


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[Announcement]:
    """What documents leave in the outbox."""
    found: list[Announcement] = []
    for module in (issuing, numbering):
        monkeypatch.setattr(module, "put", found.append)
    return found


def test_a_draft_can_be_written_anew_and_thrown_away(
    organisation: Organisation, clerk: User
) -> None:
    made = world.draft(organisation, clerk, bases=(CitationFactory.create(),))
    drafting.revise(document=made, text=world.text(subject="Trích yếu khác"), by=clerk)
    made.refresh_from_db()

    assert (queries.words([made])[0].subject, made.bases.count()) == ("Trích yếu khác", 0)
    drafting.discard(document=made, by=clerk)
    assert not Document.objects.filter(pk=made.pk).exists()


def test_what_has_a_number_is_neither_rewritten_nor_thrown_away(
    organisation: Organisation, clerk: User
) -> None:
    made = world.numbered(organisation, clerk)

    with pytest.raises(RuleBroken, match="không sửa hay bỏ"):
        drafting.revise(document=made, text=world.text(), by=clerk)
    entry = DocumentNumber.objects.get(document=made)
    numbering.cancel_number(entry=entry, reason="Sai mẫu", by=clerk)
    with pytest.raises(RuleBroken, match="phải giữ lại"):
        drafting.discard(document=made, by=clerk)


def test_revoking_needs_a_reason_and_a_day_within_its_life(
    organisation: Organisation, clerk: User, key: SigningKey
) -> None:
    made = world.issued(organisation, clerk, key)

    for on, reason in ((TODAY, " "), (TODAY + timedelta(1), "Sai"), (TODAY - timedelta(1), "Sai")):
        with pytest.raises(RuleBroken):
            issuing.revoke(document=made, on=on, today=TODAY, reason=reason, by=clerk)
    issuing.revoke(document=made, on=TODAY, today=TODAY, reason="Sai căn cứ", by=clerk)

    made.refresh_from_db()
    face = PublishedPaper.objects.get(code=made.code)
    assert made.state == DocumentState.REVOKED
    assert verification.standing(face, TODAY) == (Standing.REVOKED, TODAY)
    with pytest.raises(RuleBroken, match="không ở trạng thái"):
        issuing.revoke(document=made, on=TODAY, today=TODAY, reason="Lần nữa", by=clerk)


def test_a_replaced_paper_leads_to_its_successor_from_that_day_on(
    organisation: Organisation, clerk: User, key: SigningKey
) -> None:
    old, new = (world.issued(organisation, clerk, key) for _nth in range(2))
    tomorrow = TODAY + timedelta(days=1)

    issuing.relate(
        document=new, target=old, kind=RelationKind.REPLACES, effective_on=tomorrow, by=clerk
    )

    face = PublishedPaper.objects.get(code=old.code)
    assert (face.successor_code, face.successor_number) == (new.code, "02/QĐ-MAU")
    assert verification.standing(face, TODAY) == (Standing.IN_FORCE, TODAY)
    assert verification.standing(face, tomorrow) == (Standing.REPLACED, tomorrow)
    with pytest.raises(RuleBroken, match="đã được ghi"):
        issuing.relate(
            document=new, target=old, kind=RelationKind.REPLACES, effective_on=tomorrow, by=clerk
        )


def test_an_amendment_leaves_a_paper_in_force(
    organisation: Organisation, clerk: User, key: SigningKey
) -> None:
    old, new = (world.issued(organisation, clerk, key) for _nth in range(2))
    issuing.relate(document=new, target=old, kind=RelationKind.AMENDS, effective_on=TODAY, by=clerk)

    face = PublishedPaper.objects.get(code=old.code)
    assert verification.standing(face, TODAY)[0] == Standing.IN_FORCE


def test_nothing_acts_on_itself_on_a_draft_or_before_its_day(
    organisation: Organisation, clerk: User, key: SigningKey
) -> None:
    old, new = (world.issued(organisation, clerk, key) for _nth in range(2))
    draft = world.draft(organisation, clerk)

    for target, day in ((new, TODAY), (draft, TODAY), (old, date(2026, 1, 1))):
        with pytest.raises(RuleBroken):
            issuing.relate(
                document=new,
                target=target,
                kind=RelationKind.REPLACES,
                effective_on=day,
                by=clerk,
            )


def test_a_paper_ends_on_the_day_it_bears(
    organisation: Organisation, clerk: User, key: SigningKey
) -> None:
    made = world.issued(organisation, clerk, key)
    PublishedPaper.objects.filter(code=made.code).update(valid_until=TODAY + timedelta(1))
    face = PublishedPaper.objects.get(code=made.code)

    assert verification.standing(face, TODAY)[0] == Standing.IN_FORCE
    assert verification.standing(face, TODAY + timedelta(1))[0] is None


def test_what_others_must_know_is_told_by_id_only(
    organisation: Organisation, clerk: User, key: SigningKey, told: list[Announcement]
) -> None:
    made = world.issued(organisation, clerk, key)
    issuing.revoke(document=made, on=TODAY, today=TODAY, reason="Bà Nguyễn Thị Mẫu", by=clerk)

    assert [one.topic for one in told] == [
        "documents.numbered",
        "documents.issued",
        "documents.revoked",
    ]
    assert {one.subject for one in told} == {f"documents.Document:{made.pk}"}
    assert {one.scope for one in told} == {made.scope}
    bodies = Entry.objects.filter(subject=f"documents.Document:{made.pk}")
    assert bodies.count() >= 5
    assert not [entry for entry in bodies if "Nguyễn" in entry.body]
