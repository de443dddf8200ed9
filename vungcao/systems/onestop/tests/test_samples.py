"""A filled-in sample of a paper is one press away, and where there is none the page says so."""

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from vungcao.systems.onestop.models import ProcedureVersion
from vungcao.systems.onestop.queries import versions
from vungcao.systems.onestop.rules.definition import Definition
from vungcao.systems.onestop.tests.citizens import at, begun
from vungcao.systems.onestop.tests.factories import version
from vungcao.systems.onestop.views.samples import address

OURS = reverse("onestop:sample", args=["don-de-nghi"])


def test_only_the_web_and_what_comes_with_the_product_is_linked_to() -> None:
    given = ("https://mau.invalid/don.pdf", "don-de-nghi", "javascript:alert(1)", "khong-co", "")

    assert [address(one) for one in given] == ["https://mau.invalid/don.pdf", OURS, "", "", ""]


@pytest.mark.django_db
@pytest.mark.usefixtures("province")
def test_guide_and_wizard_lead_to_the_sample_or_say_that_there_is_none(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = versions.process(version())
    first, *others = known.documents
    with_one = replace(known, documents=(replace(first, sample="don-de-nghi"), *others))

    def process(of: ProcedureVersion) -> Definition:
        return with_one

    monkeypatch.setattr(versions, "process", process)
    begun(client)

    for name in ("guide", "apply-papers"):
        shown = client.get(at(name)).content.decode()
        assert shown.count(f'href="{OURS}"') == 1, name
        assert shown.count("Chưa có bản mẫu.") == len(others), name


@pytest.mark.django_db
def test_anybody_takes_a_sample_along(client: Client) -> None:
    taken = client.get(OURS)

    assert taken.content.startswith(b"%PDF")
    assert "attachment" in taken.headers["Content-Disposition"]
    assert client.get(reverse("onestop:sample", args=["khong-co"])).status_code == 404
