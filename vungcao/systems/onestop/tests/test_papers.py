"""Each form is written at its legal moment, signed, verifiable, and never without its step."""

from collections.abc import Callable, Iterator
from io import BytesIO

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.cases import services as cases
from vungcao.kernel.cases.queries import chains
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.documents import inspection
from vungcao.kernel.documents import queries as documents
from vungcao.kernel.documents.models import Document, PublishedPaper
from vungcao.systems.onestop.models import Apology, Dossier, WrittenForm
from vungcao.systems.onestop.rules import forms
from vungcao.systems.onestop.rules.forms import About, Told
from vungcao.systems.onestop.rules.statuses import Status
from vungcao.systems.onestop.services import papers, receiving, supplementing
from vungcao.systems.onestop.services.moving import move
from vungcao.systems.onestop.services.supplementing import Item, Request
from vungcao.systems.onestop.tests.factories import (
    NOW,
    at,
    at_work,
    commune,
    officer,
    received,
    standing,
    submitted,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]
ABOUT = About("DV07621-1", "ABCDEFGHIJ", "1.012222", "Công nhận", "Trưởng thôn Mẫu", "UBND xã")


@pytest.fixture
def worker() -> Iterator[User]:
    with standing(officer("can-bo", Role.COMMUNE_OFFICER, commune())) as user:
        yield user


def written(dossier: Dossier) -> list[str]:
    found = WrittenForm.objects.filter(dossier=dossier).order_by("pk")
    return list(found.values_list("form", flat=True))


def values(form: WrittenForm) -> dict[str, object]:
    return documents.words([form.document])[0].values


def sorry(dossier: Dossier) -> Apology:
    due = dossier.case.due_at
    assert due is not None
    return Apology.objects.create(
        dossier=dossier,
        step=dossier.step,
        prepared_at=at(24),
        old_due_at=due,
        new_due_at=due.replace(year=2027, month=2),
        fault=dossier.case.organisation,
    )


def test_nothing_is_printed_while_a_dossier_only_waits(worker: User) -> None:
    assert written(submitted(worker).dossier) == []


def test_a_receipt_makes_the_slip_with_the_papers_that_came(worker: User) -> None:
    row = received(worker)

    (slip,) = WrittenForm.objects.filter(dossier=row)
    said = values(slip)
    assert (slip.form, slip.document.reference) == ("01", row.case.number)
    assert slip.document.issuer == row.intake
    assert ["Người nộp", "Trưởng thôn Mẫu"] in said["rows"]  # type: ignore[operator]
    assert len(said["table"]["rows"]) == 3  # type: ignore[index]


def test_a_refusal_makes_form_03_with_the_reason(worker: User) -> None:
    row = submitted(worker).dossier

    refused = receiving.refuse(
        dossier=row, action="tu_choi", reason="Không thuộc\nthẩm quyền", now=NOW, by=worker
    )

    assert written(refused) == ["03"]
    assert "Không thuộc\nthẩm quyền" in str(values(WrittenForm.objects.get())["body"])


def test_a_request_makes_form_02_that_lists_everything_at_once(worker: User) -> None:
    row = at_work(worker)
    request = Request([Item("mau02", "Thiếu chữ ký"), Item("mau01", "Thiếu ngày họp")])

    made = supplementing.ask(dossier=row, action="bo_sung", request=request, now=NOW, by=worker)

    form = WrittenForm.objects.get(form="02")
    assert form.supplement == made
    assert form.document.issuer == row.case.organisation
    assert "1. Thiếu chữ ký\n2. Thiếu ngày họp" in str(values(form)["body"])


def test_a_stop_makes_form_05(worker: User) -> None:
    ended = move(
        dossier=at_work(worker), action="dung", words="Người nộp đã mất", now=at(25), by=worker
    )

    assert written(ended) == ["01", "05"]
    assert ended.status == Status.STOPPED


def test_an_extension_makes_the_apology_with_both_dates(worker: User) -> None:
    row = at_work(worker)
    apology = sorry(row)

    form = papers.write(
        dossier=row, form="04", words="Mưa lũ", apology=apology, now=at(24), by=worker
    )

    said = dict(values(form)["rows"])  # type: ignore[call-overload]
    assert said["Đã hẹn trả"] == forms.moment(apology.old_due_at)
    assert said["Đề nghị gia hạn đến"] == forms.moment(apology.new_due_at)
    assert said["Nơi chậm"] == form.document.issuer_name


def test_the_control_sheet_tells_the_whole_way(worker: User) -> None:
    row = at_work(worker)

    form = papers.write(dossier=row, form="06", now=at(24), by=worker)

    way = values(form)["table"]["rows"]  # type: ignore[index]
    assert [line[1] for line in way] == [
        "Nộp hồ sơ",
        "Tiếp nhận hồ sơ",
        "Chuyển cơ quan giải quyết",
    ]


@pytest.mark.parametrize("act", ["receive", "refuse", "ask", "stop"])
def test_a_paper_that_cannot_be_written_takes_its_step_back(
    act: str, worker: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = submitted(worker).dossier if act in ("receive", "refuse") else at_work(worker)
    before = written(row)
    monkeypatch.setattr(papers, "_issued", lambda *given: broken())
    request = Request([Item("mau02", "Thiếu chữ ký")])
    acts: dict[str, Callable[[], object]] = {
        "receive": lambda: receiving.receive(dossier=row, action="tiep_nhan", now=NOW, by=worker),
        "refuse": lambda: receiving.refuse(
            dossier=row, action="tu_choi", reason="Sai nơi nộp", now=NOW, by=worker
        ),
        "ask": lambda: supplementing.ask(
            dossier=row, action="bo_sung", request=request, now=NOW, by=worker
        ),
        "stop": lambda: move(dossier=row, action="dung", words="Rút", now=NOW, by=worker),
    }

    with pytest.raises(RuleBroken, match="không in được"):
        acts[act]()

    now = Dossier.objects.get(pk=row.pk)
    assert (now.step, now.case.version) == (row.step, row.case.version)
    assert written(row) == before


def broken() -> Document:
    raise RuleBroken("Máy chủ không in được.")


def test_the_chain_keeps_the_fingerprint_of_each_paper(worker: User) -> None:
    row = received(worker)

    (event,) = [one for one in cases.read(case=row.case, by=worker) if one.action == papers.WRITTEN]

    slip = WrittenForm.objects.get(dossier=row)
    (kept,) = documents.versions(slip.document)
    assert (event.details["form"], event.details["sha256"]) == ("01", kept.sha256)
    assert chains.verify(row.case).holds


def test_the_agency_signs_and_the_qr_leads_to_where_anybody_verifies_it(
    worker: User, client: Client, real_papers: None
) -> None:
    row = received(worker)

    slip = WrittenForm.objects.get(dossier=row)
    pdf = papers.open_paper(document=slip.document, dossier=row, by=worker)
    seen = inspection.inspect(pdf, (), (), NOW)
    assert (seen.verdict, len(seen.signatures)) == (inspection.INTACT, 1)
    assert PublishedPaper.objects.get(code=slip.document.code).is_by_hand is False
    with pikepdf.open(BytesIO(pdf)) as opened:
        links = [str(one.A.URI) for one in opened.pages[0].Annots if "/A" in one]
    assert [link.rsplit("/", 2)[-2] for link in links] == [slip.document.code]
    page = client.get(reverse("verify-paper", args=[slip.document.code])).content.decode()
    assert f"thuộc hồ sơ số {row.case.number}" in page
    assert "Trưởng thôn Mẫu" not in page


def test_without_a_key_it_is_printed_to_be_signed_by_hand(worker: User) -> None:
    row = received(worker)

    face = PublishedPaper.objects.get(code=WrittenForm.objects.get(dossier=row).document.code)

    assert (face.is_by_hand, face.reference) == (True, row.case.number)


@pytest.mark.parametrize("form", sorted(forms.TITLES))
def test_every_form_names_its_dossier(form: str) -> None:
    sheet = forms.composed(form, ABOUT, Told(words="Lý do mẫu"))

    assert ("Số hồ sơ", "DV07621-1") in sheet.rows
    assert ("Thủ tục", "Công nhận (1.012222)") in sheet.rows
    assert ("Người nộp", "Trưởng thôn Mẫu") in sheet.rows
