"""Papers are printed as PDF/A, the same bytes each time, and text is never read as markup."""

import hashlib
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from vungcao.kernel.accounts.models import User
from vungcao.kernel.documents import printing, queries, rules, typesetting
from vungcao.kernel.documents.models import Document
from vungcao.kernel.offers.publications import document_templates
from vungcao.kernel.organisations.models import Organisation
from vungcao.kernel.tests.documents import world
from vungcao.kernel.tests.documents.world import TODAY

MARKUP = '*đậm* _nghiêng_ #eval("1+1") $x^2$ = Đề mục \\ @nhãn <nhãn> // chú thích ```a```'
LETTERS = "Ắằẳẵặ Ớờởỡợ Ứừửữự Ỹỳỷỹỵ Đđ – Tày, Nùng, Sán Chay, Sán Dìu, K’Ho, Êđê, Brâu, Ơ Đu"


def values(**given: str) -> dict[str, str]:
    return {**world.VALUES, **given}


def test_equal_input_gives_equal_bytes(organisation: Organisation, clerk: User) -> None:
    made = world.numbered(organisation, clerk)

    first, second = (printing.printed(made, TODAY).pdf for _nth in range(2))

    assert first == second
    kept = queries.versions(made)[0]
    assert kept.sha256 == hashlib.sha256(first).hexdigest()


@pytest.mark.parametrize("template", ["decision", "letter", "minutes"])
def test_every_form_is_a_tagged_archive_pdf_with_all_letters(
    template: str, organisation: Organisation, clerk: User
) -> None:
    made = world.numbered(
        organisation,
        clerk,
        template=f"documents.{template}",
        values=values(body=LETTERS, addressees="Sở Mẫu", attendees="Ông Mẫu"),
    )

    with pikepdf.open(BytesIO(printing.printed(made, TODAY).pdf)) as pdf:
        about = pdf.open_metadata()
        faces = {str(font.BaseFont) for page in pdf.pages for font in page.resources.Font.values()}
        assert (about["pdfaid:part"], about["pdfaid:conformance"]) == ("2", "B")
        assert pdf.Root.MarkInfo.Marked
        assert about["pdf:Keywords"] == made.code
    assert {name.partition("+")[2].split("-")[0] for name in faces} <= {
        "LibertinusSerif",
        "TimesNewRomanPSMT",
        "TimesNewRomanPS",
    }


def test_a_word_is_never_set_in_two_faces() -> None:
    """The face that comes with typst holds every letter, so no other one steps in."""
    assert typesetting.families()[-1] == "Libertinus Serif"


def test_text_is_printed_as_written_and_never_read_as_markup(
    organisation: Organisation, clerk: User
) -> None:
    plain = world.draft(organisation, clerk, subject=MARKUP, values=values(body=MARKUP))

    data = printing.context(plain, document_templates.get(plain.template), TODAY)

    assert data["body"] == [MARKUP]
    assert printing.printed(plain, TODAY).pdf


def test_a_sample_is_stamped_on_every_page(organisation: Organisation, clerk: User) -> None:
    long = world.draft(
        organisation, clerk, values=values(body="\n".join(["Đoạn văn mẫu. " * 40] * 12))
    )

    with pikepdf.open(BytesIO(printing.printed(long, TODAY).pdf)) as pdf:
        pages = len(pdf.pages)
        streams = [page.Contents.read_bytes() for page in pdf.pages]
    assert pages > 1
    assert all(b" cm" in stream for stream in streams)  # the stamp is turned on each page
    real = Document.objects.get(pk=long.pk)
    real.is_sample = False
    assert printing.printed(real, TODAY).pdf != printing.printed(long, TODAY).pdf


def test_an_issued_paper_leads_to_its_page_of_verification(
    organisation: Organisation, clerk: User
) -> None:
    proof = world.draft(organisation, clerk)
    paper = world.numbered(organisation, clerk)

    address = printing.address(paper.code)
    assert address.endswith(f"/xac-minh/{paper.code}/")
    assert address.encode() in printing.printed(paper, TODAY).pdf
    assert printing.address(proof.code).encode() not in printing.printed(proof, TODAY).pdf


def test_a_code_is_ten_letters_that_can_be_read_aloud(
    organisation: Organisation, clerk: User
) -> None:
    code = world.draft(organisation, clerk).code

    assert rules.CODE.fullmatch(code)
    assert rules.normal_code(f" {rules.in_fours(code).lower()} ") == code


def test_no_form_fetches_anything() -> None:
    folder = Path(typesetting.__file__).parent / "printed"
    sources = [path.read_text("utf-8") for path in sorted(folder.glob("*.typ"))]

    assert len(sources) >= 5
    assert [text for text in sources if "@preview" in text or "eval(" in text] == []
