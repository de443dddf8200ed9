"""Papers of the tests: one plain page to be signed by hand, where a test does not ask for more."""

import dataclasses
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from vungcao.kernel.documents import certificates, printing, typesetting
from vungcao.kernel.documents.models import Document
from vungcao.kernel.documents.services import issuing
from vungcao.kernel.documents.typesetting import Print
from vungcao.runtime.env import environment
from vungcao.systems.onestop.services import papers
from vungcao.systems.onestop.tests.factories import NOW, TODAY


@pytest.fixture(scope="session")
def plain_page() -> Print:
    said = {"holder": "Mẫu", "organisation": "Mẫu", "at": "", "is_sample": True}
    page = "kernel/documents/printed/seal.typ"
    return Print(typesetting.compiled(page, said, TODAY, is_pdf_a=False).pdf, None)


@pytest.fixture(autouse=True)
def quick_papers(
    request: pytest.FixtureRequest, plain_page: Print, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Typesetting and signing take longer than everything else that a step does."""
    if "real_papers" in request.fixturenames:
        yield
        return

    def printed(document: Document, today: date) -> Print:
        return Print(plain_page.pdf + f"\n%{document.code}\n".encode(), None)

    monkeypatch.setattr(printing, "printed", printed)
    with papers.by_hand():
        yield


@pytest.fixture(scope="session")
def keys_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the demo's authority and the key that its offices share."""
    home = tmp_path_factory.mktemp("home")
    here = dataclasses.replace(environment(), home=home)
    certificates.make_demo_key(here, issuing.SHARED, issuing.SHARED_HOLDER, NOW)
    return home


@pytest.fixture
def keys(keys_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Offices of the tests sign with the shared key of a home of their own."""
    mine = dataclasses.replace(environment(), home=keys_home, signing_folder=keys_home / "signing")
    for module in ("services.issuing", "verification"):
        monkeypatch.setattr(f"vungcao.kernel.documents.{module}.environment", lambda: mine)


@pytest.fixture
def real_papers(keys: None) -> None:
    """Papers as the product prints and signs them."""
