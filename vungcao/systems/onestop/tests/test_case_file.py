"""The exported file of a case verifies itself without our software, and betrays every change."""

import json
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.cases.queries import chains
from vungcao.systems.onestop.models import Dossier
from vungcao.systems.onestop.services import case_file, papers, supplementing
from vungcao.systems.onestop.services.supplementing import Item, Request
from vungcao.systems.onestop.tests.factories import at, at_work, commune, officer, standing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]


@pytest.fixture
def worker() -> Iterator[User]:
    with standing(officer("can-bo", Role.COMMUNE_OFFICER, commune())) as user:
        yield user


@pytest.fixture
def dossier(worker: User) -> Dossier:
    """With words that somebody wrote, and three papers."""
    row = at_work(worker)
    request = Request([Item("mau02", "Thiếu chữ ký")])
    supplementing.ask(dossier=row, action="bo_sung", request=request, now=at(24), by=worker)
    papers.write(dossier=row, form="06", now=at(24), by=worker)
    return row


@pytest.fixture
def folder(dossier: Dossier, worker: User, tmp_path: Path) -> Path:
    """The file, unpacked."""
    content = case_file.export_file(dossier=dossier, now=at(25), by=worker)
    with ZipFile(BytesIO(content)) as packed:
        packed.extractall(tmp_path)
    return tmp_path


def verify(place: Path, *, alone: bool = True) -> tuple[int, str]:
    """With nothing but Python itself, unless the library for signatures is wanted."""
    flags = ["-I", "-S"] if alone else ["-I"]
    ran = subprocess.run(
        [sys.executable, *flags, "verify.py"], cwd=place, capture_output=True, check=False
    )
    return ran.returncode, ran.stdout.decode() + ran.stderr.decode()


def test_a_good_file_verifies_with_nothing_but_python(folder: Path, dossier: Dossier) -> None:
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


def test_a_changed_byte_of_a_paper_is_named(folder: Path) -> None:
    paper = min((folder / "van-ban").iterdir())
    content = bytearray(paper.read_bytes())
    content[200] ^= 1
    paper.write_bytes(content)

    status, said = verify(folder)

    assert (status, f"{paper.name} đã bị sửa" in said) == (1, True)


@pytest.mark.parametrize(("place", "said"), [(2, "thiếu việc thứ 3"), (-1, "thiếu việc ở cuối")])
def test_a_removed_event_is_missed(place: int, said: str, folder: Path) -> None:
    path = folder / "events.jsonl"
    lines = path.read_text().splitlines()
    del lines[place]
    path.write_text("\n".join(lines) + "\n")

    status, told = verify(folder)

    assert (status, said in told) == (1, True)


def test_a_changed_event_is_named_although_somebody_mended_the_list(folder: Path) -> None:
    path = folder / "events.jsonl"
    path.write_text(path.read_text().replace("tham_dinh", "da_tra", 1))
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["files"] = [one for one in manifest["files"] if one["name"] != "events.jsonl"]
    (folder / "manifest.json").write_text(json.dumps(manifest))

    status, said = verify(folder)

    assert (status, "đã bị sửa" in said) == (1, True)


def test_a_paper_that_was_taken_out_of_file_and_list_is_missed(folder: Path) -> None:
    gone = min((folder / "van-ban").iterdir())
    gone.unlink()
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["files"] = [one for one in manifest["files"] if gone.name not in one["name"]]
    (folder / "manifest.json").write_text(json.dumps(manifest))

    status, said = verify(folder)

    assert (status, "Thiếu văn bản có SHA-256" in said) == (1, True)


def test_signatures_and_their_certificates_are_in_it(
    worker: User, tmp_path: Path, real_papers: None
) -> None:
    content = case_file.export_file(dossier=at_work(worker), now=at(25), by=worker)
    with ZipFile(BytesIO(content)) as packed:
        packed.extractall(tmp_path)

    status, said = verify(tmp_path, alone=False)

    assert (status, "pyHanko" in said) == (0, False), said
    assert len(list((tmp_path / "chung-thu").iterdir())) == 2


def test_who_exports_is_in_the_audit(dossier: Dossier, worker: User) -> None:
    case_file.export_file(dossier=dossier, now=at(25), by=worker)

    assert Entry.objects.filter(action="onestop.file_exported", actor=worker.username).count() == 1


def test_the_script_is_short_enough_to_be_read() -> None:
    assert len(case_file.SCRIPT.read_text().splitlines()) <= 100
