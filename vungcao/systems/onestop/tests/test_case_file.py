"""The exported file of a case verifies itself without our software, and betrays every change."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.cases.models import Case
from vungcao.kernel.cases.queries import chains
from vungcao.kernel.documents import queries as documents
from vungcao.kernel.files.models import StoredFile
from vungcao.kernel.files.services import remove
from vungcao.systems.onestop.models import Dossier, WrittenForm
from vungcao.systems.onestop.services import case_file, papers, receiving, supplementing
from vungcao.systems.onestop.services.spawning import spawn
from vungcao.systems.onestop.services.supplementing import Item, Request
from vungcao.systems.onestop.tests.factories import Arrange, at, at_work, commune, officer, standing
from vungcao.systems.onestop.tests.waiting import answered, asked, linked, specialist

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]


def with_papers() -> tuple[User, Dossier]:
    """With words that somebody wrote, three papers, and an opinion that was asked and given."""
    found = officer("can-bo", Role.COMMUNE_OFFICER, commune())
    with standing(found):
        row = at_work(found)
        answered(asked(found, row), specialist())
        request = Request([Item("mau02", "Thiếu chữ ký")])
        supplementing.ask(dossier=row, action="bo_sung", request=request, now=at(26), by=found)
        papers.write(dossier=row, form="06", now=at(26), by=found)
    return found, row


@pytest.fixture(scope="module")
def arranged(once: Arrange) -> tuple[User, Dossier]:
    return once(with_papers)


@pytest.fixture
def worker(arranged: tuple[User, Dossier]) -> Iterator[User]:
    with standing(arranged[0]) as user:
        yield user


@pytest.fixture
def dossier(worker: User, arranged: tuple[User, Dossier]) -> Dossier:
    return Dossier.objects.get(pk=arranged[1].pk)


@pytest.fixture
def folder(dossier: Dossier, worker: User, tmp_path: Path) -> Path:
    """The file, unpacked."""
    content = case_file.export_file(dossier=dossier, now=at(27), by=worker)
    with ZipFile(BytesIO(content)) as packed:
        packed.extractall(tmp_path / "file")
    return tmp_path / "file"


def verify(place: Path, *, alone: bool = True) -> tuple[int, str]:
    """With nothing but Python itself, unless the library for signatures is wanted."""
    flags = ["-I", "-S"] if alone else ["-I"]
    ran = subprocess.run(
        [sys.executable, *flags, "verify.py"], cwd=place, capture_output=True, check=False
    )
    return ran.returncode, ran.stdout.decode() + ran.stderr.decode()


def test_a_good_file_verifies_with_nothing_but_python(
    folder: Path, dossier: Dossier, worker: User
) -> None:
    status, said = verify(folder)

    assert (status, "ĐÚNG. Mã băm cuối" in said) == (0, True), said
    lines = (folder / "events.jsonl").read_text().splitlines()
    assert len(lines) == chains.verify(dossier.case).events
    assert sorted(path.name[:9] for path in (folder / "van-ban").iterdir()) == [
        "01-mau-01",
        "02-mau-02",
        "03-mau-06",
    ]
    assert "Thiếu chữ ký" in [json.loads(line)["words"] for line in lines]
    exported = Entry.objects.get(action="onestop.file_exported", actor=worker.username)
    assert f"Mã danh mục: {json.loads(exported.body)['manifest']}" in said


def test_a_paper_that_was_erased_is_named_and_the_rest_still_verifies(
    dossier: Dossier, worker: User, tmp_path: Path
) -> None:
    slip = WrittenForm.objects.filter(dossier=dossier).order_by("pk")[0]
    (kept,) = documents.versions(slip.document)
    remove(file=kept.file, reason=StoredFile.Removal.ERASED, now=at(27), by=worker)
    content = case_file.export_file(dossier=dossier, now=at(27), by=worker)
    with ZipFile(BytesIO(content)) as packed:
        packed.extractall(tmp_path)

    status, said = verify(tmp_path)

    assert (status, "ĐÚNG. Mã băm cuối" in said) == (0, True), said
    assert said.count("đã xoá theo quy định, chuỗi còn giữ mã băm") == 1
    assert len(list((tmp_path / "van-ban").iterdir())) == 2


def test_what_was_answered_and_asked_can_be_read(folder: Path, dossier: Dossier) -> None:
    said = json.loads((folder / "to-khai.json").read_text())

    assert said["applicant"]["name"] == "Trưởng thôn Mẫu"
    assert {"code": "ngay_hop", "answer": "2026-11-10"}.items() <= said["answers"][0].items()
    first = said["persons"][0]
    assert first["answers"][0]["answer"] == "Nông Văn Mẫu 1"
    assert first["outcome"] == "chưa quyết định"
    assert said["supplements"][0]["items"] == ["Thiếu chữ ký"]
    (opinion,) = said["opinions"]
    assert (opinion["question"], opinion["answer"]) == ("Đủ tiêu chí không?", "Đủ.")
    (chain,) = (folder / "lien-thong").iterdir()
    child = Case.objects.get(callers__parent=dossier.case)
    assert len(chain.read_text().splitlines()) == chains.verify(child).events


def lines(path: Path, *, without: int) -> None:
    kept = path.read_text().splitlines()
    del kept[without]
    path.write_text("\n".join(kept) + "\n")


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[200] ^= 1
    path.write_bytes(content)


def listed(place: Path, part: str, *, without: str) -> None:
    """Somebody mended the list as well."""
    manifest = json.loads((place / "manifest.json").read_text())
    manifest[part] = [one for one in manifest[part] if without not in json.dumps(one)]
    (place / "manifest.json").write_text(json.dumps(manifest))


def a_paper_out_of_file_and_list(place: Path) -> None:
    gone = min((place / "van-ban").iterdir())
    gone.unlink()
    listed(place, "files", without=gone.name)


def an_event_and_the_list(place: Path) -> None:
    path = place / "events.jsonl"
    path.write_text(path.read_text().replace("tham_dinh", "da_tra", 1))
    listed(place, "files", without="events.jsonl")


def an_answer_of_an_opinion_and_the_list(place: Path) -> None:
    path = min((place / "lien-thong").iterdir())
    path.write_text(path.read_text().replace("agrees", "objects"))
    listed(place, "files", without="lien-thong")


def an_opinion_out_of_file_and_list(place: Path) -> None:
    min((place / "lien-thong").iterdir()).unlink()
    listed(place, "files", without="lien-thong")
    listed(place, "linked", without="lien-thong")


CHANGES: list[tuple[Callable[[Path], None], str]] = [
    (lambda place: flip(min((place / "van-ban").iterdir())), "van-ban/01-mau-01"),
    (lambda place: flip(place / "to-khai.json"), "to-khai.json đã bị sửa"),
    (lambda place: lines(place / "events.jsonl", without=2), "thiếu việc thứ 3"),
    (lambda place: lines(place / "events.jsonl", without=-1), "thiếu việc ở cuối"),
    (an_event_and_the_list, "đã bị sửa"),
    (a_paper_out_of_file_and_list, "Thiếu văn bản có SHA-256"),
    (an_answer_of_an_opinion_and_the_list, "Chuỗi việc của YK-2026-"),
    (
        lambda place: lines(min((place / "lien-thong").iterdir()), without=-1),
        "thiếu việc ở cuối",
    ),
    (an_opinion_out_of_file_and_list, "Thiếu chuỗi việc của vụ việc liên thông"),
]


def test_whatever_is_changed_or_taken_out_is_named(folder: Path, tmp_path: Path) -> None:
    for nth, (change, named) in enumerate(CHANGES):
        place = tmp_path / str(nth)
        shutil.copytree(folder, place)
        change(place)

        status, said = verify(place)

        assert (status, named in said) == (1, True), said
        assert "KHÔNG ĐÚNG" in said


def test_the_papers_of_a_linked_dossier_are_in_the_file_and_verified_with_it(
    worker: User, tmp_path: Path
) -> None:
    row = at_work(worker, version=linked(worker, waits=True))
    child = spawn(dossier=row, action="lien_thong", now=at(24), by=worker)
    receiving.receive(dossier=child, action="tiep_nhan", now=at(24), by=worker)
    row = Dossier.objects.get(pk=row.pk)
    content = case_file.export_file(dossier=row, now=at(25), by=worker)
    with ZipFile(BytesIO(content)) as packed:
        packed.extractall(tmp_path)

    status, said = verify(tmp_path)
    (slip,) = (tmp_path / "lien-thong" / child.case.code / "van-ban").iterdir()
    slip.unlink()
    listed(tmp_path, "files", without=slip.name)
    wrong, betrayed = verify(tmp_path)

    assert (status, "ĐÚNG. Mã băm cuối" in said) == (0, True), said
    assert slip.name.startswith("01-mau-01")
    assert (wrong, "Thiếu văn bản có SHA-256" in betrayed) == (1, True), betrayed
    exported = Entry.objects.filter(action="onestop.file_exported", actor=worker.username)
    assert {f"onestop.Dossier:{one.pk}" for one in (row, child)} <= {
        one.subject for one in exported
    }


def test_signatures_and_their_certificates_are_in_it(
    worker: User, tmp_path: Path, real_papers: None
) -> None:
    content = case_file.export_file(dossier=at_work(worker), now=at(25), by=worker)
    with ZipFile(BytesIO(content)) as packed:
        packed.extractall(tmp_path)

    status, said = verify(tmp_path, alone=False)

    assert (status, "pyHanko" in said) == (0, False), said
    assert len(list((tmp_path / "chung-thu").iterdir())) == 2


def test_the_script_is_short_enough_to_be_read() -> None:
    assert len(case_file.SCRIPT.read_text().splitlines()) <= 100
