"""Below `/bien-tap/` only editors and publishers come in, by the product's own door."""

import dataclasses
import json
import re
from collections.abc import Iterator
from datetime import date, datetime

import pytest
from django import forms
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.tests.factories import GrantFactory
from vungcao.runtime.env import environment
from vungcao.systems.portal import permissions
from vungcao.systems.portal.services import writing
from vungcao.systems.portal.services.writing import Happening
from vungcao.systems.portal.tests.factories import NOON, holder, keeper, section

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


def menu_of(client: Client) -> list[str]:
    """Every address that the editor's own menu offers."""
    page = client.get(EDITOR).content.decode()
    props = re.search(r'<script[^>]*id="wagtail-sidebar-props"[^>]*>(.*?)</script>', page, re.S)
    assert props is not None
    said = json.dumps(json.loads(props[1]))
    return sorted({one for one in re.findall(r'"(/[^"\s]*)"', said) if one.startswith(EDITOR)})


@pytest.mark.django_db
def test_a_commune_officer_reaches_no_address_of_the_editors_menu() -> None:
    section()
    publisher, _user = holder(Role.PUBLISHER)
    offered = menu_of(publisher)
    client, _officer = holder(Role.COMMUNE_OFFICER)

    assert len(offered) >= 8
    assert {address: client.get(address).status_code for address in offered} == dict.fromkeys(
        offered, 403
    )


@pytest.mark.django_db
def test_the_menu_says_whose_it_is_and_leads_back_and_nowhere_else() -> None:
    section()
    client, _user = holder(Role.EDITOR)

    page = client.get(EDITOR).content.decode()

    assert reverse("home") in page
    assert json.dumps("Về bàn làm việc") in page
    assert " - Vùng Cao</title>" in page
    assert "wagtail.org" not in page
    assert "icon-wagtail" not in re.sub(r"<symbol.*?</symbol>", "", page, flags=re.S)


@pytest.mark.django_db
@pytest.mark.parametrize("role", sorted(permissions.EDIT))
def test_a_second_factor_that_is_asked_for_is_asked_at_this_door_too(
    role: Role, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = dataclasses.replace(environment(), second_factor=(str(role),))
    monkeypatch.setattr("vungcao.web.second_factor.environment", lambda: here)
    client, _user = holder(role)

    for address in ("", "pages/", "images/", "api/main/pages/"):
        answer = client.get(EDITOR + address)
        assert answer.status_code == 302
        assert answer.headers["Location"] == reverse("account-factors")


@pytest.mark.django_db
def test_the_editor_lets_nobody_change_their_own_name_past_the_trail() -> None:
    client, user = holder(Role.EDITOR)
    address = f"{EDITOR}account/"

    page = client.get(address).content.decode()
    client.post(address, {"name_email-first_name": "Khác", "name_email-last_name": "Khác"})

    assert "theme-theme" in page
    assert [one for one in ("name_email-", "avatar-", "notifications-") if one in page] == []
    user.refresh_from_db()
    assert "Khác" not in user.get_full_name()


@pytest.mark.django_db
def test_nobody_finds_groups_or_words_of_the_editor_in_english() -> None:
    client, _user = holder(Role.PUBLISHER)
    section("tin-tuc", "Tin tức")

    found = client.get(f"{EDITOR}pages/search/?q=tin").content.decode()
    missing = client.get(f"{EDITOR}khong-co/").content.decode()

    assert not Group.objects.filter(name__in=["Moderators", "Editors"]).exists()
    assert re.search(r"\d+ None", found) is None
    assert "Wagtail" not in missing


@pytest.mark.django_db
def test_the_editor_writes_days_as_they_are_written_here() -> None:
    said = Happening("ngay-hoi", "Ngày hội", "Mẫu.", begins_at=NOON, place="Thôn mẫu 1")
    event = writing.announce(section=section("su-kien", "Sự kiện"), said=said, by=keeper())
    client, _user = holder(Role.PUBLISHER)

    page = client.get(f"{EDITOR}pages/{event.pk}/edit/").content.decode()

    assert 'value="20/11/2026 12:00"' in page
    field = forms.DateTimeField()
    with translation.override("vi"):
        assert field.clean("05/06/2026 08:30") == datetime(2026, 6, 5, 8, 30, tzinfo=ZONE)


@pytest.mark.django_db
def test_lists_of_the_editor_have_a_form_for_telephones() -> None:
    client, _user = holder(Role.EDITOR)

    page = client.get(EDITOR, follow=True).content.decode()

    assert re.search(r'<link rel="stylesheet" href="/static/portal/editor[^"]*\.css">', page)
