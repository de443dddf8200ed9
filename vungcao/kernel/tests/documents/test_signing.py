"""A signed paper verifies here and with pdfsig; one flipped byte is named."""

import dataclasses
import re
import shutil
import subprocess
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vungcao.kernel.accounts.models import User
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.documents import (
    certificates,
    inspection,
    queries,
    signing,
    typesetting,
    verification,
)
from vungcao.kernel.documents.inspection import Inspection
from vungcao.kernel.documents.models import DocumentState, PublishedPaper, SigningKey, Stage
from vungcao.kernel.documents.services import issuing
from vungcao.kernel.organisations.models import Organisation
from vungcao.kernel.tests.documents import world
from vungcao.kernel.tests.documents.world import NOW
from vungcao.runtime.env import Environment


@pytest.fixture
def paper(organisation: Organisation, clerk: User, key: SigningKey) -> bytes:
    """The bytes of an issued paper."""
    made = world.issued(organisation, clerk, key)
    return queries.content(queries.versions(made)[0])


def look(pdf: bytes, here: Environment) -> Inspection:
    roots = certificates.roots(here)
    return inspection.inspect(pdf, roots.trusted, roots.demo, NOW)


def flipped(pdf: bytes, at: int, bit: int = 0) -> bytes:
    return pdf[:at] + bytes([pdf[at] ^ (1 << bit)]) + pdf[at + 1 :]


def pdfsig(pdf: bytes, folder: Path) -> str:
    path = folder / "paper.pdf"
    path.write_bytes(pdf)
    tool = shutil.which("pdfsig")
    assert tool, "pdfsig is missing: apt install poppler-utils"
    return subprocess.run([tool, str(path)], capture_output=True, check=True).stdout.decode()


def test_a_signed_paper_is_intact_and_known(paper: bytes, here: Environment) -> None:
    seen = look(paper, here)

    assert seen.verdict == inspection.INTACT
    (one,) = seen.signatures
    assert (one.is_intact, one.is_valid, one.is_trusted, one.is_demo, one.covers_all) == (True,) * 5
    assert one.signer == "Uỷ ban nhân dân xã Mẫu (MẪU)"
    assert one.issuer == certificates.DEMO_NAME


@pytest.mark.journey
def test_pdfsig_finds_the_signature_valid_and_a_flipped_byte_not(
    paper: bytes, tmp_path: Path
) -> None:
    said = pdfsig(paper, tmp_path)

    assert "Signature is Valid." in said
    assert "Total document signed" in said
    assert "ETSI.CAdES.detached" in said
    assert "Signature is Valid." not in pdfsig(flipped(paper, paper.find(b"stream") + 60), tmp_path)


@pytest.mark.journey
def test_a_second_signature_leaves_the_first_as_it_was(
    organisation: Organisation, clerk: User, key: SigningKey, here: Environment, tmp_path: Path
) -> None:
    made = world.issued(organisation, clerk, key)
    issuing.sign(document=made, key=key, now=NOW, by=clerk)

    latest, first, unsigned = map(queries.content, queries.versions(made))

    assert first.startswith(unsigned)
    assert latest.startswith(first)
    seen = look(latest, here)
    assert (seen.verdict, len(seen.signatures)) == (inspection.INTACT, 2)
    assert pdfsig(latest, tmp_path).count("Signature is Valid.") == 2
    assert look(flipped(latest, 200), here).verdict != inspection.INTACT


def test_without_its_authority_the_signer_is_not_trusted(paper: bytes) -> None:
    seen = inspection.inspect(paper, (), (), NOW)

    assert seen.verdict == inspection.INTACT
    assert not seen.signatures[0].is_trusted
    assert seen.signatures[0].issuer == certificates.DEMO_NAME


@cache
def sample(home: Path) -> tuple[bytes, tuple[int, ...]]:
    """One signed paper for all examples, with its signed ranges."""
    here = home / "keys/demo-ca"
    signer = signing.load(here / "mau.p12", (here / "mau.pass").read_bytes())
    data = {"holder": "Mẫu", "organisation": "Mẫu", "at": "", "is_sample": True}
    pdf = typesetting.compiled(signing.SEAL, data, world.TODAY, is_pdf_a=False).pdf
    signed = signing.signed(pdf, signer, signing.Signatory("Mẫu", "Mẫu", True), None, NOW)
    seen = inspection.inspect(signed, (), (), NOW)
    return signed, seen.signatures[0].ranges


@pytest.mark.slow
@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(where=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_no_flipped_byte_in_what_is_signed_is_called_intact(
    where: float, bit: int, keys_home: Path
) -> None:
    """The gap that holds the signature itself is not signed by it: nothing can sign itself."""
    signed, (start, length, after, rest) = sample(keys_home)
    nth = int(where * (length + rest))
    at = start + nth if nth < length else after + nth - length

    assert inspection.inspect(flipped(signed, at, bit), (), (), NOW).verdict != inspection.INTACT


@pytest.mark.slow
def test_what_is_appended_or_cut_off_is_never_intact(paper: bytes, here: Environment) -> None:
    for changed in (paper + b"\n%more", paper + paper, paper[:-40], paper[:1000], b"", b"%PDF-1.7"):
        assert look(changed, here).verdict != inspection.INTACT


def test_a_flipped_byte_of_our_paper_is_named_with_its_page(
    paper: bytes, here: Environment
) -> None:
    with pikepdf.open(BytesIO(paper)) as pdf:
        number = pdf.pages[0].Contents.objgen[0]
    start = re.search(rb"\n%d 0 obj" % number, paper)
    assert start
    at = paper.index(b"stream", start.end()) + 100

    found = verification.compared(flipped(paper, at), look(flipped(paper, at), here))

    assert found.inspection.verdict == inspection.BROKEN
    assert found.difference == verification.Difference(
        first=at + 1, count=1, length=len(paper), original_length=len(paper), page=1
    )


def test_a_flip_in_the_signature_itself_is_named_as_such(paper: bytes, here: Environment) -> None:
    at = paper.index(b"/Contents <30") + 40
    changed = flipped(paper, at)

    found = verification.compared(changed, look(changed, here))

    assert found.inspection.verdict != inspection.INTACT
    assert found.difference is not None
    assert (found.difference.first, found.difference.is_signature) == (at + 1, True)


def test_the_issued_file_is_recognised_and_the_unsigned_one_called_earlier(
    organisation: Organisation, clerk: User, key: SigningKey, here: Environment
) -> None:
    made = world.issued(organisation, clerk, key)
    signed, unsigned = map(queries.content, queries.versions(made))

    latest = verification.compared(signed, look(signed, here))
    earlier = verification.compared(unsigned, look(unsigned, here))

    assert (latest.is_latest, latest.difference) == (True, None)
    assert latest.paper is not None
    assert latest.paper.code == made.code
    assert (earlier.is_earlier, earlier.inspection.verdict) == (True, inspection.UNSIGNED)


@pytest.mark.slow
def test_looking_apart_says_the_same(paper: bytes, here: Environment) -> None:
    found = verification.verify(paper, NOW)

    assert found.inspection == look(paper, here)
    assert found.is_latest


@pytest.mark.slow
def test_a_file_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inspection, "WAIT", 0.1)

    assert inspection.inspect_apart(b"%PDF-1.7", (), (), NOW).verdict == inspection.TOO_LONG


def test_signing_issues_and_publishes_without_the_subject(
    organisation: Organisation, clerk: User, key: SigningKey
) -> None:
    made = world.issued(organisation, clerk, key)
    shown = world.issued(organisation, clerk, key, is_subject_public=True)

    face = PublishedPaper.objects.get(code=made.code)
    assert (made.state, made.signer, made.valid_from) == (
        DocumentState.ISSUED,
        clerk,
        made.issued_on,
    )
    assert (face.number, face.subject, face.is_sample) == ("01/QĐ-MAU", "", True)
    assert face.sha256 == queries.versions(made)[0].sha256
    assert PublishedPaper.objects.get(code=shown.code).subject == world.SUBJECT
    assert [version.stage for version in queries.versions(made)] == [Stage.SIGNED, Stage.UNSIGNED]


def test_a_draft_and_a_revoked_document_are_not_signed(
    organisation: Organisation, clerk: User, key: SigningKey
) -> None:
    draft = world.draft(organisation, clerk)
    revoked = world.issued(organisation, clerk, key)
    issuing.revoke(
        document=revoked, on=world.TODAY, today=world.TODAY, reason="Sai căn cứ", by=clerk
    )

    for document in (draft, revoked):
        with pytest.raises(RuleBroken, match="Chỉ ký được"):
            issuing.sign(document=document, key=key, now=NOW, by=clerk)


def test_a_demo_key_signs_samples_only_and_never_in_production(
    organisation: Organisation,
    clerk: User,
    key: SigningKey,
    here: Environment,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = world.numbered(organisation, clerk)
    real = dataclasses.replace(here, mode="production")
    monkeypatch.setattr(issuing, "environment", lambda: real)

    with pytest.raises(RuleBroken, match="khoá trình diễn"):
        issuing.sign(document=made, key=key, now=NOW, by=clerk)
    assert certificates.roots(real).demo == ()


def test_another_offices_key_does_not_issue(
    organisation: Organisation, clerk: User, here: Environment
) -> None:
    made = world.numbered(organisation, clerk)
    foreign = issuing.register_key(organisation=world.office(), file="mau", is_demo=True, by=clerk)

    with pytest.raises(RuleBroken, match="cơ quan ban hành"):
        issuing.sign(document=made, key=foreign, now=NOW, by=clerk)


def test_a_missing_key_file_is_said(
    organisation: Organisation, clerk: User, here: Environment
) -> None:
    with pytest.raises(RuleBroken, match="khong-co"):
        issuing.register_key(organisation=organisation, file="khong-co", is_demo=True, by=clerk)


def test_the_files_of_demo_keys_are_for_us_alone(keys_home: Path) -> None:
    modes = {path.stat().st_mode & 0o777 for path in (keys_home / "keys/demo-ca").iterdir()}

    assert modes == {0o600}
