"""Mẫu 01–04 and 06 are printed for signing by hand and verified by anybody; names stay inside."""

import hashlib
import re
from io import BytesIO

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from docx import Document as Word
from docx.document import Document as WordDocument

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.documents import queries as documents
from vungcao.kernel.documents.models import Document, PublishedPaper
from vungcao.kernel.documents.services import drafting, issuing
from vungcao.kernel.documents.services.drafting import Text
from vungcao.kernel.offers.publications import document_templates
from vungcao.kernel.organisations.models import Organisation
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.factories import UserFactory
from vungcao.kernel.units.models import Unit
from vungcao.systems.prestige.models import FormPaper, SelectionRound
from vungcao.systems.prestige.rules import papers
from vungcao.systems.prestige.services import printing, selecting
from vungcao.systems.prestige.services.minutes import Sitting
from vungcao.systems.prestige.services.printing import FORM01, FORM02, FORM03, FORM04, FORM06
from vungcao.systems.prestige.tests import factories, selections
from vungcao.systems.prestige.tests.factories import TODAY
from vungcao.systems.prestige.tests.selections import LED, NAMES, meeting

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ADDRESS = re.compile(r"/xac-minh/([A-Z2-7]{10})/")


@pytest.fixture
def by(db: None) -> User:
    with scoped(("/1/",)):
        factories.law()
        return UserFactory.create()


@pytest.fixture
def village(by: User) -> Unit:
    with scoped(("/1/",)):
        return selections.place()


def pdf_of(paper: FormPaper, by: User) -> bytes:
    return printing.open_paper(paper=paper, today=TODAY, by=by, is_editable=False)


def word_of(paper: FormPaper, by: User) -> WordDocument:
    return Word(BytesIO(printing.open_paper(paper=paper, today=TODAY, by=by, is_editable=True)))


def text_of(word: WordDocument) -> str:
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in word.paragraphs), *cells])


def code_in(pdf: bytes) -> str:
    """As whoever scans the QR code comes to it: by the link beside it."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        links = [
            str(note.A.URI)
            for page in opened.pages
            for note in page.get("/Annots", pikepdf.Array())
            if "/A" in note
        ]
    return str(ADDRESS.findall(" ".join(links))[0])


def test_below_two_thirds_a_meeting_is_not_closed_at_two_thirds_its_forms_print_and_verify(
    by: User, village: Unit, client: Client
) -> None:
    with scoped(("/1/",)):
        made = selections.opened(village, by)
        with pytest.raises(RuleBroken, match="67 hộ"):
            selecting.close_meeting(
                selection=made, meeting=meeting(made, present=66), today=TODAY, by=by
            )
        with pytest.raises(RuleBroken, match="Chưa đóng cuộc họp thôn"):
            printing.print_round(selection=made, form=FORM01, today=TODAY, by=by)
        made = selecting.close_meeting(
            selection=made, meeting=meeting(made, present=67), today=TODAY, by=by
        )
        joint = selecting.hold_joint_meeting(
            selection=made, joint=selections.joint_meeting(made), today=TODAY, by=by
        )
        printed = {
            form: pdf_of(printing.print_round(selection=joint, form=form, today=TODAY, by=by), by)
            for form in (FORM01, FORM02)
        }

    for form, day in ((FORM01, "10/11/2026"), (FORM02, "12/11/2026")):
        shown = client.get(reverse("verify-paper", args=[code_in(printed[form])]))
        text = shown.content.decode()
        assert shown.status_code == 200
        for told in ("Biên bản", day, "Thôn mẫu 1", "Không số", "ký tay, không có chữ ký số"):
            assert told in text
        assert [name for name in (*NAMES, LED.chair) if name in text] == []


def test_a_dropped_form_is_compared_byte_by_byte(by: User, village: Unit, client: Client) -> None:
    with scoped(("/1/",)):
        made = selections.met(village, by)
        paper = printing.print_round(selection=made, form=FORM01, today=TODAY, by=by)
        pdf = pdf_of(paper, by)
    at = pdf.index(b"stream") + 40
    changed = pdf[:at] + bytes([pdf[at] ^ 1]) + pdf[at + 1 :]

    def said(content: bytes) -> str:
        file = SimpleUploadedFile("mau.pdf", content, "application/pdf")
        return client.post(reverse("verify"), {"file": file}).content.decode()

    assert "đúng bản in để ký tay, chưa bị sửa" in said(pdf)
    assert "Tệp đã bị sửa: không phải bản đã ban hành." in said(changed)


def test_word_and_pdf_hold_the_same_names_and_numbers(by: User, village: Unit) -> None:
    with scoped(("/1/",)):
        made = selections.checked(village, by)
        for form in (FORM01, FORM02, FORM03):
            paper = printing.print_round(selection=made, form=form, today=TODAY, by=by)

            word = word_of(paper, by)

            text, table = text_of(word), word.tables[0]
            assert NAMES[0] in text
            assert "không có giá trị pháp lý" in text
            assert "bố cục chờ đối chiếu" in text
            assert len({len(row.cells) for row in table.rows}) == 1
        meeting_ = word_of(
            printing.print_round(selection=made, form=FORM01, today=TODAY, by=by), by
        )
        told = text_of(meeting_)
        assert "Tổng số hộ của thôn: 100; số hộ dự họp: 67 (mức tối thiểu 2/3 tổng số hộ)." in told
        assert [row.cells[1].text for row in meeting_.tables[0].rows] == ["Họ và tên", *NAMES]
        assert {LED.chair, LED.secretary} <= {
            cell.text for row in meeting_.tables[1].rows for cell in row.cells
        }


def test_markup_in_words_is_printed_as_written(by: User, village: Unit) -> None:
    nasty = "#eval | {{ 1 }} <b> *đậm*"
    with scoped(("/1/",)):
        made = selections.opened(village, by, names=("Nông Mẫu An",))
        sitting = Sitting("nhà {{ văn hoá }}", nasty, "Vi Mẫu Hoa", words=nasty)
        made = selecting.close_meeting(
            selection=made, meeting=meeting(made, sitting=sitting), today=TODAY, by=by
        )

        paper = printing.print_round(selection=made, form=FORM01, today=TODAY, by=by)

        assert nasty in text_of(word_of(paper, by))
        assert pdf_of(paper, by).startswith(b"%PDF")


def test_a_form_is_printed_once_and_given_again(by: User, village: Unit) -> None:
    with scoped(("/1/",)):
        made = selections.met(village, by)

        first, again = (
            printing.print_round(selection=made, form=FORM01, today=TODAY, by=by) for _ in "12"
        )

        assert first == again
        kept = documents.versions(first.document)[0]
        assert kept.sha256 == hashlib.sha256(pdf_of(first, by)).hexdigest()
        assert (first.document.number, first.document.scope) == ("", village.scope)


def test_a_cancelled_round_revokes_what_was_printed(by: User, village: Unit) -> None:
    with scoped(("/1/",)):
        made = selections.met(village, by)
        paper = printing.print_round(selection=made, form=FORM01, today=TODAY, by=by)

        selecting.cancel_round(selection=made, reason="Họp lại", today=TODAY, by=by)

        face = PublishedPaper.objects.get(code=paper.document.code)
        assert face.standing == PublishedPaper.Standing.REVOKED


def test_the_list_names_every_person_with_village_and_votes(by: User, village: Unit) -> None:
    with scoped(("/1/",)):
        second = factories.village(selections.commune_of(village), "mẫu 2")
        proposal = selections.listed(
            by, *(selections.checked(one, by) for one in (village, second))
        )

        paper = printing.print_list(proposal=proposal, today=TODAY, by=by)

        rows = [[cell.text for cell in row.cells] for row in word_of(paper, by).tables[0].rows]
        assert [row[1:2] + row[5:7] for row in rows[1:]] == [
            [NAMES[0], "Thôn mẫu 1", "66"],
            [NAMES[0], "Thôn mẫu 2", "66"],
        ]
        with pikepdf.open(BytesIO(pdf_of(paper, by))) as opened:
            box = opened.pages[0].mediabox
            assert box[2] > box[3]  # it lies on its side


def test_a_proposal_to_end_is_sealed_with_the_key_of_its_person(by: User, village: Unit) -> None:
    with scoped(("/1/",)):
        held = factories.recognised(village, by, full_name="Lý Mẫu Cúc")
        ending = printing.ToEnd("moved", TODAY, factories.person(village))

        paper = printing.print_ending(recognition=held, ending=ending, today=TODAY, by=by)

        assert paper.document.key_id == held.person.key_id
        assert "Lý Mẫu Cúc" in text_of(word_of(paper, by))
        with pytest.raises(RuleBroken, match="Chọn lý do"):
            printing.print_ending(
                recognition=held, ending=printing.ToEnd("x", TODAY), today=TODAY, by=by
            )


def test_every_download_is_in_the_trail_without_a_name(by: User, village: Unit) -> None:
    with scoped(("/1/",)):
        paper = printing.print_round(
            selection=selections.met(village, by), form=FORM01, today=TODAY, by=by
        )

        pdf_of(paper, by), word_of(paper, by)

        found = Entry.objects.filter(action="prestige.form_downloaded").order_by("pk")
        assert len(found) == 2
        assert [entry.body for entry in found if "Mẫu" in entry.body] == []


def test_whoever_fills_the_plain_fields_gets_the_form(by: User, village: Unit) -> None:
    """As a counter does that knows nothing of the register."""
    values = {
        "superior": "",
        "place": "Mẫu",
        "body": "Đoạn một.\nĐoạn hai.",
        "rows": "1 | Nông Mẫu An | 1960\n2 | Hoàng Mẫu Bình",
        "after": "",
        "signers": "Thư ký | Vi Mẫu Hoa\nChủ trì",
    }
    for form in (FORM01, FORM02, FORM03, FORM04, FORM06):
        offered = document_templates.get(form)
        assert set(offered.fields) == set(values)
        assert "bố cục chờ đối chiếu" in str(offered.label)
    with scoped(("/1/",)):
        office = Organisation.objects.get(unit=selections.commune_of(village))
        made = drafting.draft(
            issuer=office,
            issuer_name="Uỷ ban nhân dân xã Mẫu",
            template=FORM04,
            text=Text("Nội dung mẫu", values, "", ""),
            by=by,
        )

        issued = issuing.issue_by_hand(document=made, issued_on=TODAY, today=TODAY, by=by)

        assert documents.content(documents.versions(issued)[0]).startswith(b"%PDF")


def test_a_cell_never_becomes_two() -> None:
    assert papers.cells(papers.line("An | Bình", 3, None)) == ["An / Bình", "3", ""]


def test_nobody_prints_where_no_committee_is_known(by: User, village: Unit) -> None:
    with scoped(("/1/",)):
        made = selections.met(village, by)
        Organisation.objects.update(valid_until=TODAY)

        with pytest.raises(RuleBroken, match="Chưa có Uỷ ban nhân dân xã Mẫu trong danh mục"):
            printing.print_round(selection=made, form=FORM01, today=TODAY, by=by)

        assert not Document.objects.exists()
        assert SelectionRound.objects.get(pk=made.pk).state == "met"
