"""Every address of the product and who may open it; one that the table lacks is a failure."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.resolvers import RoutePattern

from tests.architecture import (
    comments_addresses,
    newsletter_addresses,
    onestop_addresses,
    portal_addresses,
    prestige_addresses,
    statistics_addresses,
)
from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.tests.factories import GrantFactory, NationFactory
from vungcao.web.screens import screens

pytestmark = pytest.mark.django_db

# Written out by hand on purpose: it must not follow permissions.py.
OFFICE = set(Role) - {Role.CITIZEN, Role.PRESTIGIOUS_PERSON}
AUDIT = {Role.ADMINISTRATOR, Role.AUDITOR}
REFORMS = {*AUDIT, Role.SPECIALIST, Role.DEPARTMENT_LEADER, Role.PROVINCE_LEADER}
KEEPERS = {Role.ADMINISTRATOR}
SIGNERS = {Role.COMMUNE_LEADER, Role.DEPARTMENT_LEADER, Role.PROVINCE_LEADER}
WRITERS = {*SIGNERS, Role.COMMUNE_OFFICER, Role.DESK_OFFICER, Role.SPECIALIST}
PAPERS = {*WRITERS, Role.AUDITOR}

# Anybody; any account of an officer or a citizen, to what is its own; holders of a role.
PUBLIC = {
    "root",
    "accessibility",
    "sitemap",
    "mailbox",
    "healthz",
    "help",
    "help-page",
    "help-picture",
    "language",
    "reading",
    "manifest",
    "offline",
    "worker",
    "sign-in",
    "sign-in-second",
    "sign-in-passkey",
    "passkey-options",
    "register",
    "register-code",
    "register-finish",
    "reset",
    "reset-code",
    "reset-finish",
    "invitation",
    "sign-out",
    "verify",
    "verify-paper",
    "prestige:published",
    "onestop:catalogue",
    "onestop:guide",
    "guide",
    "guide-section",
    *onestop_addresses.PUBLIC,
    *comments_addresses.PUBLIC,
    *newsletter_addresses.PUBLIC,
    *portal_addresses.PUBLIC,
}
SIGNED_IN: set[str] = {
    "notice-preferences",
    "notice-read",
    "notices",
    "notices-read-all",
    "office-notices",
    "delegate",
    "delegation-end",
    "delegations",
    "run",
    "run-cancel",
    "runs",
    "file",
    "account",
    "account-app",
    "account-close",
    "account-confirm",
    "account-factor-remove",
    "account-factors",
    "account-passkey",
    "account-passkey-new",
    "account-password",
    "account-recovery",
    "account-session-end",
    "account-sessions",
    "account-sessions-end",
    "upload",
    "upload-new",
    *onestop_addresses.SIGNED_IN,
    *statistics_addresses.SIGNED_IN,
}
EXPECTED: dict[str, set[Role]] = {
    "home": OFFICE,
    "context": OFFICE,
    "todo": OFFICE,
    "own-files": OFFICE,
    "own-file-remove": OFFICE,
    "search": OFFICE,
    "pick": OFFICE,
    "case": OFFICE,
    "administration:accounts": AUDIT,
    "administration:account": AUDIT,
    "administration:account-invite": KEEPERS,
    "administration:account-deactivate": KEEPERS,
    "administration:account-reactivate": KEEPERS,
    "administration:account-end-sessions": KEEPERS,
    "administration:account-reset-factors": KEEPERS,
    "administration:account-invite-again": KEEPERS,
    "administration:account-withdraw-invitation": KEEPERS,
    "administration:audit": AUDIT,
    "administration:audit-verify": AUDIT,
    "administration:audit-entry": AUDIT,
    "administration:exchange": AUDIT,
    "administration:exchange-partner": AUDIT,
    "administration:exchange-add": KEEPERS,
    "administration:exchange-revise": KEEPERS,
    "administration:exchange-decide": KEEPERS,
    "administration:exchange-stop": KEEPERS,
    "administration:exchange-replay": KEEPERS,
    "administration:exchange-messages": AUDIT,
    "administration:exchange-retry-all": KEEPERS,
    "administration:exchange-skip-all": KEEPERS,
    "administration:exchange-message": AUDIT,
    "administration:exchange-message-decide": KEEPERS,
    "administration:exchange-inbox": AUDIT,
    "administration:audit-verify-later": AUDIT,
    "administration:jobs": AUDIT,
    "administration:job-retry": KEEPERS,
    "administration:task-retry": KEEPERS,
    "administration:grants": AUDIT,
    "administration:grant": AUDIT,
    "administration:grant-new": KEEPERS,
    "administration:grant-end": KEEPERS,
    "administration:grant-delegate": KEEPERS,
    "administration:practice": KEEPERS,
    "administration:refusals": AUDIT,
    "administration:roles": OFFICE,
    "administration:role": OFFICE,
    "administration:documents": PAPERS,
    "administration:document-new": WRITERS,
    "administration:document": PAPERS,
    "administration:document-edit": WRITERS,
    "administration:document-preview": PAPERS,
    "administration:document-copy": PAPERS,
    "administration:document-discard": WRITERS,
    "administration:document-number": WRITERS,
    "administration:document-cancel": WRITERS,
    "administration:document-sign": SIGNERS,
    "administration:document-revoke": SIGNERS,
    "administration:document-relate": SIGNERS,
    "administration:numbers": AUDIT,
    "administration:numbers-open": KEEPERS,
    "administration:numbers-book": AUDIT,
    "administration:number-cancel": KEEPERS,
    "administration:key-new": KEEPERS,
    "administration:key-withdraw": KEEPERS,
    "administration:files": AUDIT,
    "administration:files-list": AUDIT,
    "administration:file-hold": KEEPERS,
    "administration:file-release": KEEPERS,
    "administration:units": OFFICE,
    "administration:unit": OFFICE,
    "administration:unit-figures": OFFICE,
    "administration:figures": OFFICE,
    "administration:organisations": OFFICE,
    "administration:organisation": OFFICE,
    "administration:organisation-new": KEEPERS,
    "administration:organisation-rename": KEEPERS,
    "administration:organisation-place": KEEPERS,
    "administration:organisation-contact": KEEPERS,
    "administration:organisation-calendar": KEEPERS,
    "administration:organisation-succession": KEEPERS,
    "administration:reforms": REFORMS,
    "administration:reform": REFORMS,
    "administration:reform-new": KEEPERS,
    "administration:reform-edit": KEEPERS,
    "administration:reform-establish": KEEPERS,
    "administration:reform-pass-on": KEEPERS,
    "administration:reform-change": KEEPERS,
    "administration:reform-remove": KEEPERS,
    "administration:reform-apply": KEEPERS,
    "administration:reform-undo": KEEPERS,
    "administration:reform-discard": KEEPERS,
    "administration:norms": OFFICE,
    "administration:norm-parameter": OFFICE,
    "administration:norm-table": OFFICE,
    "administration:norm-value-new": KEEPERS,
    "administration:norm-value-withdraw": KEEPERS,
    "administration:unverified": OFFICE,
    "administration:citation": OFFICE,
    "administration:citation-confirm": KEEPERS,
    "administration:ethnic-groups": OFFICE,
    "administration:rule-sets": OFFICE,
    "administration:rule-set": OFFICE,
    "administration:calendar": OFFICE,
    "administration:term": OFFICE,
    "administration:prefill": KEEPERS,
    "administration:season": KEEPERS,
    "administration:override": OFFICE,
    "administration:override-new": KEEPERS,
    "administration:override-confirm": KEEPERS,
    "administration:override-withdraw": KEEPERS,
    "administration:import-villages": KEEPERS,
    "administration:import-villages-template": KEEPERS,
    "administration:import-boundaries": KEEPERS,
    **prestige_addresses.EXPECTED,
    **comments_addresses.EXPECTED,
    **onestop_addresses.EXPECTED,
    **statistics_addresses.EXPECTED,
    **newsletter_addresses.EXPECTED,
    **portal_addresses.EXPECTED,
}
LED_AWAY = {*EXPECTED, *SIGNED_IN} - statistics_addresses.IN_JSON
# No row has these keys: who may open the address gets 404, everybody else 403 before.
ARGUMENTS = {"int": 999_999_999, "slug": "x", "str": "x", "page": "x/"}


def patterns(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, dict[str, object]]]:
    """Name and arguments of every pattern."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from patterns(
                pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space
            )
        elif isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}", arguments(pattern)


def arguments(pattern: URLPattern) -> dict[str, object]:
    assert isinstance(pattern.pattern, RoutePattern)
    kinds = {name: type(convert).__name__ for name, convert in pattern.pattern.converters.items()}
    return {
        name: ARGUMENTS[kind.removesuffix("Converter").replace("String", "str").lower()]
        for name, kind in kinds.items()
    }


ADDRESSES = dict(patterns(get_resolver()))


POSTED: set[str] = set()  # addresses that take no GET, as found out


def status(client: Client, name: str, said: Mapping[str, object] | None = None) -> int:
    """What the address answers to the method that it takes; for nobody's object unless `said`."""
    address = reverse(name, kwargs=dict(ADDRESSES[name] if said is None else said))
    if name not in POSTED:
        answer = client.get(address)
        if answer.status_code != 405:
            return answer.status_code
        POSTED.add(name)
    return client.post(address).status_code


def holder(role: Role | None) -> Client:
    """Signed in, with the role over the whole nation, or without any."""
    user = User.objects.create(username="ai-do")
    if role is not None:
        GrantFactory.create(user=user, role=role, unit=NationFactory.create())
    client = Client()
    client.force_login(user)
    return client


def test_the_table_names_every_address_once() -> None:
    named = [*EXPECTED, *SIGNED_IN, *PUBLIC]

    assert sorted(ADDRESSES.keys() ^ set(named)) == []
    assert len(named) == len(set(named))


def test_what_the_pages_about_roles_say_is_what_the_table_says() -> None:
    found = {screen.name: set(screen.permission) for screen in screens()}

    assert {name: EXPECTED[name] for name in found} == found


@pytest.mark.usefixtures("no_frames")
def test_an_account_without_a_grant_opens_nothing_but_its_own() -> None:
    client = holder(None)

    assert {name for name in EXPECTED if status(client, name) != 403} == set()
    assert {name for name in SIGNED_IN if status(client, name) == 403} == set()


@pytest.mark.usefixtures("no_frames")
def test_a_grant_that_has_ended_opens_nothing() -> None:
    client = holder(Role.ADMINISTRATOR)
    User.objects.get(username="ai-do").grant_set.update(valid_until=date(2026, 11, 23))

    assert {name for name in EXPECTED if status(client, name) != 403} == set()


@pytest.mark.parametrize("name", sorted(LED_AWAY))
def test_who_has_not_signed_in_is_sent_there(name: str) -> None:
    address = reverse(name, kwargs=ADDRESSES[name])

    answer = Client().get(address)

    if answer.status_code == 405:
        answer = Client().post(address)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("sign-in"))


@pytest.mark.usefixtures("no_frames")
def test_an_address_behind_a_button_opened_as_a_page_leads_to_the_page_of_the_button() -> None:
    client, stranger = holder(Role.ADMINISTRATOR), Client()
    places = {name: reverse(name, kwargs=given) for name, given in ADDRESSES.items()}
    refused = [name for name, place in places.items() if stranger.get(place).status_code == 405]
    assert len(refused) > 30

    dumb, lost = set(), set()
    for name in refused:
        page = client.get(places[name])
        back = re.search(r'href="([^"]+)">Mở trang của mục này', page.content.decode())
        if back is None or "POST" not in page.headers["Allow"]:
            dumb.add(name)
        elif client.get(back[1]).status_code == 405:
            lost.add(name)

    assert (dumb, lost) == (set(), set())


@pytest.mark.usefixtures("no_frames")
def test_a_button_pressed_after_the_session_has_ended_leads_to_sign_in_and_to_a_page() -> None:
    client, stranger = holder(Role.ADMINISTRATOR), Client()

    goals: dict[str, str] = {}  # many buttons stand on one page
    for name in LED_AWAY:
        answer = stranger.post(reverse(name, kwargs=ADDRESSES[name]))
        if answer.status_code != 405:  # a page that takes no form
            goals[parse_qs(urlsplit(answer.headers["Location"]).query)["next"][0]] = name

    assert len(goals) > 30
    assert {name for goal, name in goals.items() if client.get(goal).status_code == 405} == set()
