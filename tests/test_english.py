"""Who chooses English meets no Vietnamese that a screen reader would pronounce as English.

Names of units, bodies and persons, and what the law says, stay Vietnamese and say so by `lang`.
"""

import re
from collections.abc import Mapping
from typing import Any

import pytest
from django.conf import settings
from django.test import Client, RequestFactory
from django.urls import reverse

from tests import tongues
from tests.architecture import tree
from vungcao.kernel.access.models import Grant
from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts import proofs
from vungcao.kernel.accounts.models import OneTimeCode, OpenSession, User
from vungcao.kernel.accounts.services import officers, system_account
from vungcao.kernel.calendar import clock
from vungcao.kernel.offers.notices import kinds
from vungcao.kernel.offers.search import Entry
from vungcao.kernel.organisations.models import Organisation
from vungcao.kernel.search import queries as shelves
from vungcao.kernel.tests.factories import GrantFactory
from vungcao.kernel.tests.notices.telling import news, tell
from vungcao.web.tests.accounts.world import PASSWORD, officer
from vungcao.web.views import errors

pytestmark = pytest.mark.django_db

OURS = ("Vùng Cao",)
OFFICE = (
    "home",
    "search",
    "help",
    "notices",
    "notice-preferences",
    "account",
    "account-password",
    "account-confirm",
    "account-sessions",
    "account-factors",
    "delegations",
    "administration:organisations",
    "administration:organisation-new",
    "administration:organisation-succession",
)
STEPS = ("", "-rename", "-place", "-contact", "-calendar")
COMMENT = re.compile(r"^\s*//.*$", re.M)
AGENT = "Mozilla/5.0 (Windows NT 10.0) Chrome/131.0"


def english(account: User | None = None) -> Client:
    client = Client(headers={"User-Agent": AGENT})
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    if account is not None:
        client.force_login(account)
    return client


def keeper() -> User:
    return User.objects.get(username="quan-tri")


def strange(answer: Any, *names: str) -> list[str]:
    """What is left of Vietnamese on a page that must be one in English."""
    page = answer.content.decode()
    assert '<html lang="en"' in page, answer.headers.get("Location", answer.status_code)
    return tongues.mispronounced(page, (*OURS, *names))


@pytest.mark.parametrize("name", OFFICE)
def test_a_page_of_the_office_is_english(ground: None, name: str) -> None:
    assert strange(english(keeper()).get(reverse(name))) == []


@pytest.mark.parametrize(
    "name", [name for name in OFFICE if name.endswith(("-new", "-succession", "password"))]
)
def test_what_a_form_of_the_office_answers_is_english(ground: None, name: str) -> None:
    assert strange(english(keeper()).post(reverse(name), {})) == []


@pytest.mark.parametrize("name", ["archive", "asked", "subscribe"])
def test_the_newsletter_s_public_pages_are_english(name: str) -> None:
    assert strange(english().get(reverse(f"newsletter:{name}"))) == []


def test_what_the_newsletter_answers_a_reader_is_english() -> None:
    client = english()

    refused = client.post(reverse("newsletter:subscribe"), {"address": "không"})
    over = client.get(reverse("newsletter:confirm", args=["khong-co"]))

    assert over.status_code == 404
    assert strange(refused, "không") == []
    assert strange(over) == []


@pytest.mark.parametrize("step", STEPS)
def test_the_pages_of_a_body_are_english(ground: None, step: str) -> None:
    ended = Organisation.objects.exclude(valid_until=None).order_by("pk").first()
    lives = Organisation.objects.filter(valid_until=None).order_by("pk").first()
    assert ended is not None
    assert lives is not None
    client = english(keeper())

    for body in (ended, lives):
        address = reverse(f"administration:organisation{step}", args=[body.pk])
        assert strange(client.get(address)) == []
        if step:
            assert strange(client.post(address, {"valid_from": "1/1/1950"})) == []


def test_a_body_says_in_english_what_stands_against_an_act(ground: None) -> None:
    body = Organisation.objects.filter(valid_until=None).order_by("pk").first()
    assert body is not None
    act = {"number": "1/QĐ-MAU", "valid_from": "24/11/2026", "text": "Cơ quan mẫu"}
    client = english(keeper())
    address = reverse("administration:organisation-rename", args=[body.pk])

    client.post(address, act)
    answer = client.post(address, act)

    assert "A change from 24 Nov 2026 on is already entered: choose a later day." in (
        answer.content.decode()
    )
    assert strange(answer) == []


ACT: Mapping[str, str] = {"number": "1/QĐ-MAU", "effective_on": "24/11/2026"}


def test_an_act_says_in_english_what_stands_against_it(ground: None) -> None:
    address = reverse("administration:organisation-succession")
    name = "Sở Dân tộc và Tôn giáo tỉnh Bắc Ninh"
    said = {**ACT, "kind": "merge", "sources": f"{name}\nKhông có", "targets": name}
    client = english(keeper())

    unknown = client.post(address, said)
    misshapen = client.post(address, {**said, "sources": name})

    assert strange(unknown, "Không có", name) == []
    assert "A merger needs two or more bodies before" in misshapen.content.decode()
    assert strange(misshapen, name) == []


def test_the_word_before_a_name_is_part_of_it_in_every_language(ground: None) -> None:
    page = english(keeper()).get(reverse("administration:organisations")).content.decode()

    assert '<span lang="vi">Phường Bắc Giang</span>' in page
    assert "Ward" not in page


def test_what_is_found_is_marked_as_vietnamese(ground: None) -> None:
    unit = Grant.objects.filter(user=keeper()).values_list("unit", flat=True)[0]
    entry = Entry(str(unit), "Sở Dân tộc mẫu", detail="Cơ quan, đến trước 01/07/2025")
    shelves.replace("administration.organisations", None, [entry])

    answer = english(keeper()).get(reverse("search"), {"q": "dan toc"})

    assert "<mark>Dân</mark>" in answer.content.decode()
    assert strange(answer) == []


def test_one_s_own_delegations_are_english() -> None:
    leader = GrantFactory.create(role=Role.COMMUNE_LEADER, user__username="lanh-dao")
    named = {"user__username": "can-bo", "user__last_name": "Nguyễn Thị"}
    other = GrantFactory.create(unit=leader.unit, **named).user
    client = english(leader.user)
    address = reverse("delegate", args=[leader.pk])
    said = {"first_day": "1/11/2026", "last_day": "29/11/2026", "to": "can-bo"}
    said["decision_number"] = "2/QĐ-MAU"

    assert strange(client.get(address)) == []
    refused = client.post(address, said)
    assert "The first day is past: delegate from today on." in refused.content.decode()
    assert strange(refused, "2/QĐ-MAU") == []
    assert strange(client.post(address, {**said, "to": ""})) == []
    late = {**said, "first_day": "23/11/2026"}
    assert strange(client.post(address, late, follow=True)) == []
    own = english(other).get(reverse("delegations"))
    assert strange(own, "Nguyễn Thị, account") == []  # one's own name in a label


def test_devices_are_told_in_the_reader_s_language() -> None:
    account = officer()
    client = english()
    client.post(reverse("sign-in"), {"username": account.username, "password": PASSWORD})

    page = client.get(reverse("account-sessions"))

    assert OpenSession.objects.get().device == "Chrome trên máy Windows"
    assert "Chrome on a Windows computer" in page.content.decode()
    assert strange(page) == []


def test_a_notice_is_english_and_marks_what_it_names() -> None:
    grant = GrantFactory.create(role=Role.ADMINISTRATOR, user__email="a@mau.invalid")
    for at, (name, kind) in enumerate(sorted(kinds.items())):
        tell(grant.user, news(name, subject=f"x:{at}", details=dict(kind.sample)))

    answer = english(grant.user).get(reverse("notices"))

    page = answer.content.decode()
    assert "You have been granted the role: commune officer" in page
    assert '<span lang="vi">Nhập hai xã mẫu</span>' in page
    assert strange(answer) == []


def test_a_notice_s_names_are_escaped() -> None:
    grant = GrantFactory.create(role=Role.ADMINISTRATOR)
    tell(grant.user, news(details={"title": "<b>Nhập</b>"}))

    page = english(grant.user).get(reverse("notices")).content.decode()

    assert "<b>Nhập</b>" not in page
    assert "&lt;b&gt;Nhập&lt;/b&gt;" in page


@pytest.mark.parametrize("name", ["sign-in", "register", "reset"])
def test_a_page_before_signing_in_is_english(name: str) -> None:
    client = english()

    assert strange(client.get(reverse(name))) == []
    assert strange(client.post(reverse(name), {})) == []


@pytest.mark.parametrize("begin", ["register", "reset"])
def test_every_step_with_a_code_is_english(begin: str) -> None:
    for purpose in dict.fromkeys(("register", begin)):  # who resets has to have an account first
        client = english()
        asked = {"channel": "sms", "contact": "0900000123", "typed": "0900000123"}
        client.post(reverse(purpose), asked)
        assert strange(client.get(reverse(f"{purpose}-code"))) == []
        assert strange(client.post(reverse(f"{purpose}-code"), {"code": "1"})) == []
        code = proofs.digits(OneTimeCode.objects.latest("pk"))
        client.post(reverse(f"{purpose}-code"), {"code": code})
        finish = reverse(f"{purpose}-finish")
        assert strange(client.get(finish)) == []
        assert strange(client.post(finish, {"new": "1", "again": "2"})) == []
        said = {"called": "Người Mẫu", "new": PASSWORD, "again": PASSWORD}
        assert strange(client.post(finish, said, follow=True), "Người Mẫu") == []


def test_an_invitation_is_english_until_it_is_over() -> None:
    new = officers.Officer("moi", "Người", "Mẫu", "moi@mau.invalid")
    made = officers.invite(officer=new, now=clock.now(), by=system_account("demo"))
    address = reverse("invitation", args=[proofs.token(made)])
    client = english()

    assert strange(client.get(address), "Người Mẫu") == []
    assert strange(client.post(address, {"new": "1", "again": "2"}), "Người Mẫu") == []
    assert strange(client.get(reverse("invitation", args=["khong-co"]))) == []


def test_a_second_factor_is_english_from_setting_up_to_removal() -> None:
    account = officer()
    client = english()
    client.post(reverse("sign-in"), {"username": account.username, "password": PASSWORD})

    for name in ("account-app", "account-passkey-new", "account-factors", "account-confirm"):
        assert strange(client.get(reverse(name))) == []
        assert strange(client.post(reverse(name), {})) == []


def test_error_pages_are_english(ground: None) -> None:
    client, guarded = english(keeper()), english()
    guarded.handler.enforce_csrf_checks = True

    assert strange(client.get("/khong-co-trang-nay/")) == []
    assert strange(client.get(reverse("sign-out"))) == []
    assert strange(client.post(reverse("home"))) == []
    assert strange(guarded.post(reverse("sign-in"), {})) == []
    citizen = english(User.objects.get(username="congdan"))
    assert strange(citizen.get(reverse("administration:audit"))) == []


def test_the_pages_of_last_resort_are_english(rf: RequestFactory) -> None:
    from django.utils import translation

    with translation.override("en"):
        assert strange(errors.bad_request(rf.get("/"), ValueError())) == []
        assert strange(errors.failed(rf.get("/"))) == []


def test_the_page_without_a_network_is_one_for_all_and_says_it_in_both() -> None:
    page = english().get(reverse("offline")).content.decode()

    assert '<html lang="vi"' in page
    assert tongues.mispronounced(page) == []
    assert any(lang == "en" and "No network" in text for lang, text in tongues.heard(page))


def test_too_many_tries_are_refused_in_english() -> None:
    officer()
    client = english()
    wrong = {"username": "chuyenvien", "password": "sai"}

    answers = [client.post(reverse("sign-in"), wrong) for _try in range(12)]

    assert [one for answer in answers for one in strange(answer)] == []


def test_scripts_say_nothing_of_their_own() -> None:
    """What they tell the reader stands in the page, in the reader's language."""
    scripts = sorted((tree.PACKAGE / "web/static/js").glob("*.js"))
    code = {path.name: COMMENT.sub("", path.read_text("utf-8")) for path in scripts}

    assert len(code) > 5
    assert [name for name, text in code.items() if tongues.VIETNAMESE.search(text)] == []


PROBE = (
    '<html lang="en"><title>Sở – V</title><p lang="vi">Sở</p><p title="Xã">Đã <b lang="vi">Sở</b>'
)


def test_the_walk_sees_what_is_not_marked() -> None:
    assert tongues.mispronounced(PROBE) == ["Xã", "Đã"]
    assert tongues.mispronounced("<title>Sở</title>") == ["Sở"]
    assert tongues.mispronounced("<br><script>'Sở'</script><p lang=vi>Sở<br>Xã</p>ok") == []
