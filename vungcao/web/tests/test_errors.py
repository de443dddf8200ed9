"""Pages for what cannot be shown: in Vietnamese, with the way out, and never with a trace."""

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from vungcao.kernel.access.roles import Role
from vungcao.kernel.tests.factories import GrantFactory
from vungcao.web.views import errors


@pytest.mark.django_db
def test_an_unknown_address_says_what_to_do(client: Client) -> None:
    response = client.get("/khong-co-trang-nay/")

    assert response.status_code == 404
    assert "Không thấy trang này" in response.content.decode()


@pytest.mark.django_db
def test_a_refusal_names_the_account_and_its_role(client: Client) -> None:
    grant = GrantFactory.create(role=Role.COMMUNE_OFFICER)
    client.force_login(grant.user)

    response = client.get(reverse("administration:audit"))

    assert response.status_code == 403
    assert f"{grant.user.username} (cán bộ xã)" in response.content.decode()


@pytest.mark.django_db
def test_a_form_of_an_old_page_is_refused_with_a_reason() -> None:
    client = Client(enforce_csrf_checks=True)

    response = client.post(reverse("sign-in"), {"username": "a", "password": "b"})

    assert response.status_code == 403
    assert "Phiên làm việc đã đổi" in response.content.decode()


def test_a_failure_asks_nothing_of_the_database(rf: RequestFactory) -> None:
    response = errors.failed(rf.get("/"))

    assert response.status_code == 500
    assert "Hệ thống gặp lỗi" in response.content.decode()
    assert "Trang trình diễn" in response.content.decode()
