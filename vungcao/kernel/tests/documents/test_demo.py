"""The demo's papers: a dozen, in every state, all of them samples."""

import dataclasses
from pathlib import Path

import pytest

from vungcao.kernel.accounts.services import system_account
from vungcao.kernel.documents import demo
from vungcao.kernel.documents.models import Document, DocumentState, PublishedPaper
from vungcao.kernel.scopes.services import Door, scoped
from vungcao.kernel.tests.documents.world import TODAY
from vungcao.runtime.env import environment


@pytest.mark.slow
def test_a_dozen_samples_in_every_state_and_the_same_when_repeated(
    province: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = dataclasses.replace(environment(), home=tmp_path)
    for module in ("demo", "services.issuing"):
        monkeypatch.setattr(f"vungcao.kernel.documents.{module}.environment", lambda: mine)
    with scoped(("/1/",), door=Door.SYSTEM):
        by = system_account("demo")
        demo.build(by, TODAY)
        demo.build(by, TODAY)

        made = list(Document.objects.order_by("pk"))
        assert len(made) == 12
        assert {one.state for one in made} == set(DocumentState)
        assert all(one.is_sample for one in made)
        assert all(one.number.endswith("-MAU") for one in made if one.number)
        assert PublishedPaper.objects.count() == 8
