"""The screens of forms: looked at, copied, written anew, proved and published."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.access.roles import Role
from vungcao.systems.statistics.models import FormState, FormVersion
from vungcao.systems.statistics.rules import wording
from vungcao.systems.statistics.rules.definition import read
from vungcao.systems.statistics.rules.reading import Reader
from vungcao.systems.statistics.rules.wording import Names
from vungcao.systems.statistics.tests.conftest import Arrange
from vungcao.systems.statistics.tests.factories import everywhere, form, officer, province
from vungcao.systems.statistics.tests.layouts import small

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("province")]
LIST = reverse("statistics:forms")


@pytest.fixture(scope="module")
def version(once: Arrange) -> int:
    def make() -> int:
        with everywhere():
            return form().pk

    return once(make)


def signed_in(client: Client, role: Role) -> None:
    with everywhere():
        user = officer(role, role, province())
    client.force_login(user)


def at(name: str, pk: int) -> str:
    return reverse(f"statistics:{name}", args=[pk])


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (["<=", ["c", "*.homes"], ["n", "1.5"]], "“Số hộ” không lớn hơn 1,5"),
        (["h", "tay.male", "y"], "“Tày, Số người, Nam” (cùng kỳ năm trước)"),
        (["sum", ["k", "tay.homes"]], "tổng của “Tày, Số hộ” của các đơn vị bên dưới"),
        (
            ["*", ["n", "100"], ["/", ["c", "b:a.x"], ["c", "tay.homes"]]],
            "100 × (ô a.x của biểu b : “Tày, Số hộ”)",
        ),
        (
            ["if", ["is", "tay.homes", "p"], ["n", "0"], ["round", ["c", "tay.homes"], "1"]],
            "nếu “Tày, Số hộ” là “không phát sinh” thì 0, nếu không thì “Tày, Số hộ” "
            "làm tròn đến 1 chữ số lẻ",
        ),
    ],
)
def test_formulas_and_checks_are_said_in_words(said: list[Any], words: str) -> None:
    reader = Reader(lambda name: True)

    node = reader.truth(said, "") if said[0] == "<=" else reader.number(said, "")

    assert node is not None
    assert wording.words(node, Names.of(read(small()))) == words


def test_a_version_shows_its_heads_its_formulas_and_its_checks(
    client: Client, version: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    signed_in(client, Role.AUDITOR)

    with django_assert_max_num_queries(24):
        page = text(client.get(at("form-version", version)))
    listed = text(client.get(LIST))

    assert 'scope="colgroup" colspan="3">Số người<' in page
    assert "tổng của “Số người, Nam”; “Số người, Nữ”" in page
    assert "cộng các dòng bên dưới" in page
    assert "Số hộ lớn hơn số người" in page
    assert at("form-copy", version) not in page
    assert f'href="{at("form-version", version)}"' in listed
    assert client.get(at("form-copy", version)).status_code == 403


def test_a_copy_is_written_proved_and_published_and_the_version_before_ends(
    client: Client, version: int
) -> None:
    signed_in(client, Role.DESIGNER)
    client.post(at("form-copy", version), {"valid_from": "01/01/2027"})
    made = FormVersion.objects.get(state=FormState.DRAFT)
    layout = small()
    layout["sections"][0]["columns"][0]["indicator"] = "9999"
    said = {"name": "Biểu thử mới", "valid_from": "01/01/2027", "layout": json.dumps(layout)}

    garbled = client.post(at("form-edit", made.pk), said | {"layout": "{", "seen": 0})
    client.post(at("form-edit", made.pk), said | {"seen": 0})
    wrong = text(client.get(at("form-version", made.pk)))
    refused = client.post(at("form-publish", made.pk))
    client.post(at("form-edit", made.pk), said | {"layout": json.dumps(small()), "seen": 1})
    client.post(at("form-publish", made.pk))

    made.refresh_from_db()
    before = FormVersion.objects.get(pk=version)
    assert (garbled.status_code, refused.status_code) == (422, 422)
    assert "không có chỉ tiêu 9999" in wrong
    assert "không có chỉ tiêu 9999" in text(refused)
    assert (made.name, made.state) == ("Biểu thử mới", FormState.PUBLISHED)
    assert before.valid_until == made.valid_from
    assert client.post(at("form-discard", made.pk)).status_code == 422
