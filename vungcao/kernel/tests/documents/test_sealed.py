"""The words of a document are sealed; erasing them leaves its row, number and standing."""

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.accounts.models import User
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.documents import printing, queries, verification
from vungcao.kernel.documents.models import Document, DocumentState, PublishedPaper, SigningKey
from vungcao.kernel.documents.services import drafting, issuing
from vungcao.kernel.organisations.models import Organisation
from vungcao.kernel.tests.documents import world
from vungcao.kernel.tests.documents.world import NOW, TODAY
from vungcao.kernel.tests.factories import PersonFactory
from vungcao.kernel.vault import services as vault

pytestmark = pytest.mark.slow


def test_no_word_of_a_document_stands_in_clear(organisation: Organisation, clerk: User) -> None:
    made = world.draft(organisation, clerk)

    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(d)::text FROM documents_document d")
        row = cursor.fetchone()[0]

    for secret in (world.SUBJECT, world.VALUES["body"][:20], world.VALUES["recipients"][:10]):
        assert secret not in row
    assert queries.words([made])[0].subject == world.SUBJECT


def test_erasing_the_key_leaves_number_and_standing(
    organisation: Organisation, clerk: User, key: SigningKey
) -> None:
    made = world.issued(organisation, clerk, key)

    vault.destroy_key(key=made.key, now=NOW, by=clerk)

    made.refresh_from_db()
    words = queries.words([made])[0]
    assert (words.is_erased, words.subject, words.values) == (True, "", {})
    assert (made.state, made.number) == (DocumentState.ISSUED, "01/QĐ-MAU")
    with pytest.raises(RuleBroken, match="đã xoá theo yêu cầu"):
        printing.printed(made, TODAY)
    issuing.revoke(document=made, on=TODAY, today=TODAY, reason="Sai căn cứ", by=clerk)
    made.refresh_from_db()
    assert (made.state, made.reason) == (DocumentState.REVOKED, None)


def test_a_persons_paper_goes_with_the_person(
    organisation: Organisation, clerk: User, key: SigningKey
) -> None:
    person = PersonFactory.create()
    made = world.numbered(organisation, clerk, key=person.key)
    issuing.sign(document=made, key=key, now=NOW, by=clerk)
    kept = queries.content(queries.versions(made)[0])

    vault.destroy_key(key=person.key, now=NOW, by=clerk)

    with pytest.raises(vault.KeyDestroyed):
        queries.content(queries.versions(made)[0])
    assert verification.verify(kept, NOW).is_latest
    assert verification.verify(kept + b" ", NOW).difference is None


def test_a_persons_subject_is_never_public(organisation: Organisation, clerk: User) -> None:
    person = PersonFactory.create()

    with pytest.raises(RuleBroken, match="không công khai được"):
        world.draft(organisation, clerk, key=person.key, is_subject_public=True)
    made = world.draft(organisation, clerk, key=person.key)
    with pytest.raises(RuleBroken, match="không công khai được"):
        drafting.revise(document=made, text=world.text(is_subject_public=True), by=clerk)
    assert not PublishedPaper.objects.exists()


def test_an_erased_draft_is_not_written_anew(organisation: Organisation, clerk: User) -> None:
    made = world.draft(organisation, clerk)
    vault.destroy_key(key=made.key, now=NOW, by=clerk)

    with pytest.raises(RuleBroken, match="không viết lại được"):
        drafting.revise(document=made, text=world.text(), by=clerk)


def test_days_of_validity_are_checked_together(organisation: Organisation, clerk: User) -> None:
    for first in (None, TODAY):
        with pytest.raises(RuleBroken, match="hiệu lực"):
            drafting.draft(
                issuer=organisation,
                issuer_name=world.OFFICE,
                template="documents.decision",
                text=world.text(valid_from=first, valid_until=TODAY),
                by=clerk,
            )
    assert not Document.objects.exists()


def test_many_documents_are_opened_with_one_question(
    organisation: Organisation, clerk: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    made = [world.draft(organisation, clerk) for _nth in range(5)]

    with django_assert_num_queries(1):
        assert {words.subject for words in queries.words(made)} == {world.SUBJECT}
