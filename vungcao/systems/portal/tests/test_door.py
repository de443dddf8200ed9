"""Below `/bien-tap/` only editors and publishers come in, by the product's own door."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.tests.factories import GrantFactory
from vungcao.systems.portal import permissions
from vungcao.systems.portal.tests.factories import holder

EDITOR = "/bien-tap/"
ADDRESSES = "vungcao.config.editor.addresses"


def callbacks(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, object]]:
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from callbacks(pattern, route)
        elif isinstance(pattern, URLPattern):
            yield route, pattern.callback


def test_every_address_of_the_editor_is_behind_the_one_door() -> None:
    found = [
        (route, view) for route, view in callbacks(get_resolver(ADDRESSES)) if "bien-tap/" in route
    ]

    assert len(found) > 100
    open_ = [r for r, view in found if getattr(view, "permission", None) != permissions.EDIT]
    assert open_ == []


def test_elsewhere_the_product_does_not_know_the_editor() -> None:
    with pytest.raises(NoReverseMatch):
        reverse("wagtailadmin_home")

    assert reverse("portal:editor") == EDITOR


@pytest.mark.django_db
@pytest.mark.parametrize("role", sorted(permissions.EDIT))
def test_an_editor_and_a_publisher_come_in(role: Role) -> None:
    client, user = holder(role)

    page = client.get(EDITOR)

    assert page.status_code == 200
    assert 'lang="vi"' in page.content.decode()
    assert [group.name for group in user.groups.all()] != []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["", "pages/", "login/", "users/", "khong-co/", "api/main/pages/"]
)
def test_a_commune_officer_is_refused_everywhere(address: str) -> None:
    client, user = holder(Role.COMMUNE_OFFICER)

    assert client.get(EDITOR + address).status_code == 403

    assert not user.groups.exists()
    assert "access.refused" in Entry.objects.order_by("-pk")[0].body


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["", "pages/", "login/", "password_reset/"])
def test_a_stranger_signs_in_at_the_products_own_door(address: str) -> None:
    answer = Client().get(EDITOR + address)

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("sign-in"))


@pytest.mark.django_db
def test_a_grant_that_has_ended_opens_nothing_and_another_role_changes_the_groups() -> None:
    client, user = holder(Role.PUBLISHER)
    client.get(EDITOR)
    (before,) = user.groups.all()

    grant = user.grant_set.get()
    user.grant_set.update(valid_until=date(2026, 11, 23))
    assert client.get(EDITOR).status_code == 403
    GrantFactory.create(user=user, role=Role.EDITOR, unit=grant.unit)
    assert client.get(EDITOR).status_code == 200

    (after,) = user.groups.all()
    assert before != after


@pytest.mark.django_db
def test_accounts_and_groups_are_no_business_of_the_editor() -> None:
    client, user = holder(Role.PUBLISHER)
    User.objects.filter(pk=user.pk).update(is_superuser=True)  # decides nothing

    for address in ("users/", "groups/", "users/new/", "workflows/add/"):
        assert client.get(EDITOR + address).status_code in (302, 403, 404)


@pytest.mark.django_db
def test_the_editor_has_a_policy_of_its_own_and_no_other_page_has_it() -> None:
    client, _user = holder(Role.EDITOR)

    inside, outside = client.get(EDITOR), client.get(reverse("home"))

    assert "'unsafe-inline'" in inside.headers["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in inside.headers["Content-Security-Policy"]
    assert "'unsafe-inline'" not in outside.headers["Content-Security-Policy"]
