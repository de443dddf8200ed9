"""A button pressed twice, or again after going back, does its work once and says so."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from vungcao.kernel.access.models import Grant
from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import Invitation, SentForm, User
from vungcao.kernel.tests.factories import GrantFactory, UnitFactory
from vungcao.kernel.units.models import Reform
from vungcao.systems.administration.tests.factories import officer
from vungcao.web.repeats import SAID

pytestmark = pytest.mark.django_db
INVITE = reverse("administration:account-invite")
ONE_PAGE, NEXT_PAGE = "mot-trang", "trang-sau"


@pytest.fixture
def keeper(client: Client) -> Client:
    client.force_login(officer(Role.ADMINISTRATOR))
    UnitFactory.create(called="Mẫu Xanh")
    return client


def another_keeper() -> Client:
    unit = Grant.objects.get(role=Role.ADMINISTRATOR).unit
    grant = GrantFactory.create(role=Role.ADMINISTRATOR, unit=unit)
    client = Client()
    client.force_login(grant.user)
    return client


def form(token: str = ONE_PAGE, **said: str) -> dict[str, str]:
    return {
        "csrfmiddlewaretoken": token,
        "family_name": "Người",
        "given_name": "Mẫu",
        "username": "nguoi.mau",
        "email": "nguoi.mau@so.invalid",
        "role": "canbo-xa",
        "unit": "Xã Mẫu Xanh",
        "first_day": "23/11/2026",
        **said,
    }


def test_the_same_form_of_the_same_page_is_acted_on_once(keeper: Client) -> None:
    first = keeper.post(INVITE, form())

    second = keeper.post(INVITE, form(), follow=True)

    assert second.redirect_chain == [(first.headers["Location"], 302)]
    assert str(SAID) in second.content.decode()
    assert Invitation.objects.count() == Grant.objects.filter(role="canbo-xa").count() == 1


def test_a_draft_of_a_reform_is_begun_once(keeper: Client) -> None:
    said = {
        "csrfmiddlewaretoken": ONE_PAGE,
        "title": "Sắp xếp mẫu",
        "effective_on": "01/02/2027",
        "basis_number": "7/NQ-MAU",
    }

    for _ in range(2):
        keeper.post(reverse("administration:reform-new"), said)

    assert Reform.objects.count() == 1


def test_a_refused_form_may_be_sent_again(keeper: Client) -> None:
    wrong = form(unit="Xã Không Có")
    assert keeper.post(INVITE, wrong).status_code == 200
    UnitFactory.create(called="Không Có")

    assert keeper.post(INVITE, wrong).status_code == 302
    assert Invitation.objects.count() == 1


def test_a_refusal_that_leads_on_to_a_page_is_not_taken_for_done(keeper: Client) -> None:
    own = User.objects.get(pk=keeper.session["_auth_user_id"])
    address = reverse("administration:account-deactivate", args=[own.pk])

    pages = [
        keeper.post(address, {"csrfmiddlewaretoken": ONE_PAGE}, follow=True).content.decode()
        for _ in range(2)
    ]

    assert ["Không tự ngừng tài khoản của mình" in page for page in pages] == [True, True]
    assert not SentForm.objects.exists()


def test_a_page_opened_anew_is_another_form(keeper: Client) -> None:
    made = keeper.post(INVITE, form()).headers["Location"]
    pk = made.strip("/").rpartition("/")[2]
    again = reverse("administration:account-invite-again", args=[pk])

    for token in (ONE_PAGE, NEXT_PAGE):
        keeper.post(again, {"csrfmiddlewaretoken": token})

    assert Invitation.objects.count() == 3


def test_the_same_words_of_somebody_else_are_another_form(keeper: Client) -> None:
    keeper.post(INVITE, form())
    other = another_keeper()

    page = other.post(INVITE, form()).content.decode()

    assert "đã được mời và đang chờ nhận lời mời" in page
    assert str(SAID) not in page


def test_another_file_is_another_form(keeper: Client) -> None:
    address = reverse("administration:import-villages")

    for content in (b"mot", b"hai", b"hai"):
        file = SimpleUploadedFile("thon.xlsx", content)
        page = keeper.post(address, {"csrfmiddlewaretoken": ONE_PAGE, "file": file})
        assert page.status_code == 200
        assert str(SAID) not in page.content.decode()


@pytest.fixture
def at_once(transactional_db: None) -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(4) as pool:
        yield pool


def _sent(client: Client, said: dict[str, str]) -> HttpResponse:
    try:
        answer: HttpResponse = client.post(INVITE, said)  # type: ignore[assignment]
        return answer
    finally:
        connection.close()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_four_presses_at_once_make_one_account_and_one_letter(
    keeper: Client, at_once: ThreadPoolExecutor
) -> None:
    answers = list(at_once.map(lambda _: _sent(keeper, form()), range(4)))

    (made,) = User.objects.filter(username="nguoi.mau")
    assert {answer.status_code for answer in answers} == {302}
    goal = reverse("administration:account", args=[made.pk])
    assert {answer.headers["Location"] for answer in answers} == {goal}
    assert Invitation.objects.count() == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_administrators_at_once_make_one_account_and_one_is_told(
    keeper: Client, at_once: ThreadPoolExecutor
) -> None:
    other = another_keeper()

    answers = list(at_once.map(lambda who: _sent(who, form()), [keeper, other]))

    assert sorted(answer.status_code for answer in answers) == [200, 302]
    assert Invitation.objects.count() == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_role_granted_from_two_pages_at_once_is_one_role(
    keeper: Client, at_once: ThreadPoolExecutor
) -> None:
    User.objects.create(username="moi")
    address = reverse("administration:grant-new")
    said = {"account": "moi", "role": "canbo-xa", "unit": "Xã Mẫu Xanh", "first_day": "23/11/2026"}

    def grant(token: str) -> int:
        try:
            return keeper.post(address, {**said, "csrfmiddlewaretoken": token}).status_code
        finally:
            connection.close()

    answers = list(at_once.map(grant, [ONE_PAGE, NEXT_PAGE]))

    assert 500 not in answers
    assert Grant.objects.filter(user__username="moi", valid_from=date(2026, 11, 23)).count() == 1
