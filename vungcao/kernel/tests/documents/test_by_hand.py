"""What bears no number of an office is printed, kept and published, and signed on paper."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.accounts.models import User
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.documents import certificates, inspection, queries
from vungcao.kernel.documents.models import (
    Document,
    DocumentKind,
    DocumentState,
    PublishedPaper,
    RelationKind,
    SigningKey,
    Stage,
)
from vungcao.kernel.documents.services import drafting, issuing, numbering
from vungcao.kernel.offers.publications import (
    DocumentTemplate,
    TemplateField,
    document_templates,
)
from vungcao.kernel.organisations.models import Organisation
from vungcao.kernel.tests.documents import world
from vungcao.kernel.tests.documents.world import NOW, TODAY
from vungcao.kernel.tests.factories import UnitFactory
from vungcao.runtime.env import Environment

FORM = "tests.by_hand"


@pytest.fixture(autouse=True)
def offered(monkeypatch: pytest.MonkeyPatch) -> None:
    """A form without a number, for these tests alone."""
    lines = TemplateField(_("Nội dung"), is_lines=True)
    fields = dict.fromkeys(("body", "opened", "held_at", "attendees"), lines)
    form = DocumentTemplate(
        label=_("Biên bản ký tay"),
        kind=DocumentKind.MINUTES,
        template="kernel/documents/printed/letter.typ",
        fields={**fields, "addressees": lines, "recipients": lines},
        context=lambda values: {"superior": "", "place": "Mẫu", **values},
        is_numbered=False,
    )
    monkeypatch.setitem(document_templates._offers, FORM, form)


def by_hand(organisation: Organisation, clerk: User) -> Document:
    made = world.draft(organisation, clerk, template=FORM)
    return issuing.issue_by_hand(document=made, issued_on=TODAY, today=TODAY, by=clerk)


def test_it_is_issued_without_a_number_and_its_paper_is_kept_and_published(
    organisation: Organisation, clerk: User
) -> None:
    made = by_hand(organisation, clerk)

    (kept,) = queries.versions(made)
    face = PublishedPaper.objects.get(code=made.code)
    assert (made.state, made.number, made.issued_on) == (DocumentState.ISSUED, "", TODAY)
    assert kept.stage == Stage.UNSIGNED
    assert (face.is_by_hand, face.number, face.sha256) == (True, "", kept.sha256)
    assert (face.subject, made.is_in_force(TODAY)) == ("", True)


def test_it_takes_no_number_and_no_digital_signature(
    organisation: Organisation, clerk: User, key: SigningKey
) -> None:
    draft = world.draft(organisation, clerk, template=FORM)

    with pytest.raises(RuleBroken, match="không lấy số"):
        numbering.number(document=draft, issued_on=TODAY, today=TODAY, by=clerk)
    with pytest.raises(RuleBroken, match="không ký số"):
        issuing.sign(document=by_hand(organisation, clerk), key=key, now=NOW, by=clerk)


def test_what_takes_a_number_is_not_issued_by_hand(organisation: Organisation, clerk: User) -> None:
    draft = world.draft(organisation, clerk)

    with pytest.raises(RuleBroken, match="phải lấy số"):
        issuing.issue_by_hand(document=draft, issued_on=TODAY, today=TODAY, by=clerk)


def test_it_is_issued_once_and_not_for_a_day_to_come(
    organisation: Organisation, clerk: User
) -> None:
    draft = world.draft(organisation, clerk, template=FORM)
    tomorrow = TODAY + timedelta(1)

    with pytest.raises(RuleBroken, match="không được sau hôm nay"):
        issuing.issue_by_hand(document=draft, issued_on=tomorrow, today=TODAY, by=clerk)
    with pytest.raises(RuleBroken, match="đã in để ký"):
        issuing.issue_by_hand(
            document=by_hand(organisation, clerk), issued_on=TODAY, today=TODAY, by=clerk
        )


def test_the_office_signs_it_with_its_own_key_and_it_names_its_file(
    organisation: Organisation, clerk: User, key: SigningKey, here: Environment
) -> None:
    draft = world.draft(organisation, clerk, template=FORM, reference="DV07621-261123-0001")

    made = issuing.issue_signed(document=draft, key=key, now=NOW, by=clerk)

    (kept,) = queries.versions(made)
    roots = certificates.roots(here)
    seen = inspection.inspect(queries.content(kept), roots.trusted, roots.demo, NOW)
    face = PublishedPaper.objects.get(code=made.code)
    assert (made.state, made.number, made.issued_on) == (DocumentState.ISSUED, "", TODAY)
    assert (kept.stage, seen.verdict, seen.signatures[0].is_demo) == ("signed", "intact", True)
    assert (face.is_by_hand, face.number, face.reference) == (False, "", "DV07621-261123-0001")


def test_whoever_verifies_it_reads_to_which_file_it_belongs(
    organisation: Organisation, clerk: User, key: SigningKey, client: Client
) -> None:
    draft = world.draft(organisation, clerk, template=FORM, reference="DV07621-261123-0001")
    made = issuing.issue_signed(document=draft, key=key, now=NOW, by=clerk)

    page = client.get(reverse("verify-paper", args=[made.code])).content.decode()

    assert "thuộc hồ sơ số DV07621-261123-0001" in page
    assert "ký số bằng khoá của cơ quan ban hành" in page
    assert "ký tay" not in page


def test_the_office_signs_neither_what_takes_a_number_nor_for_another_office(
    organisation: Organisation, clerk: User, key: SigningKey
) -> None:
    numbered = world.draft(organisation, clerk)
    strange = world.draft(world.office(), clerk, template=FORM)

    with pytest.raises(RuleBroken, match="phải lấy số"):
        issuing.issue_signed(document=numbered, key=key, now=NOW, by=clerk)
    with pytest.raises(RuleBroken, match="khoá của cơ quan ban hành"):
        issuing.issue_signed(document=strange, key=key, now=NOW, by=clerk)


def test_an_office_of_the_demo_without_a_key_is_lent_the_shared_one(
    organisation: Organisation, clerk: User, here: Environment
) -> None:
    draft = world.draft(organisation, clerk, template=FORM)
    assert queries.office_key(draft, TODAY) is None

    lent = issuing.lend_demo_key(organisation=organisation, now=NOW, by=clerk)

    assert queries.office_key(draft, TODAY) == lent
    assert issuing.lend_demo_key(organisation=organisation, now=NOW, by=clerk) == lent
    assert (lent.is_demo, lent.signer) == (True, None)


@pytest.mark.parametrize(
    "changed", [{"is_numbered": True}, {"number": "01/BB-MAU"}, {"state": "numbered"}]
)
def test_the_database_keeps_numbers_from_what_bears_none(
    organisation: Organisation, clerk: User, changed: dict[str, object]
) -> None:
    made = by_hand(organisation, clerk)

    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=made.pk).update(**changed)


def test_it_can_be_revoked_and_replaced_and_is_then_called_by_its_code(
    organisation: Organisation, clerk: User
) -> None:
    first, second = by_hand(organisation, clerk), by_hand(organisation, clerk)

    issuing.relate(
        document=second, target=first, kind=RelationKind.REPLACES, effective_on=TODAY, by=clerk
    )
    issuing.revoke(document=second, on=TODAY, today=TODAY, reason="Sai tên", by=clerk)

    faces = {face.code: face for face in PublishedPaper.objects.all()}
    assert faces[first.code].successor_number.replace(" ", "") == second.code
    assert faces[second.code].standing == PublishedPaper.Standing.REVOKED


def test_it_lies_at_the_place_that_it_is_about(organisation: Organisation, clerk: User) -> None:
    village = UnitFactory.create(kind="village", form="hamlet", parent=organisation.unit)

    made = drafting.draft(
        issuer=organisation,
        issuer_name="Thôn mẫu",
        template=FORM,
        text=world.text(),
        by=clerk,
        place=village,
    )

    assert (made.unit_id, made.scope) == (village.pk, village.scope)
