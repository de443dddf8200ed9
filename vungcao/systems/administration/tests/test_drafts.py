"""Drafts on the long forms: kept while one types, offered again, gone when the form is done."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from vungcao.kernel.access.models import Grant
from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import FormDraft
from vungcao.kernel.calendar import clock
from vungcao.kernel.scopes.services import Door, scoped
from vungcao.kernel.tests.factories import GrantFactory, UnitFactory, UserFactory
from vungcao.systems.administration.tests.factories import officer

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NEW = reverse("administration:grant-new")
TYPED = {"account": "moi", "role": "canbo-xa", "unit": "Xã Mẫu Xanh", "decision_number": "7/QĐ-MAU"}
JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def keeper(client: Client) -> Client:
    client.force_login(officer(Role.ADMINISTRATOR))
    return client


def save(client: Client, address: str = NEW, **said: object) -> str:
    return client.post(address, {**TYPED, **said, "draft": "save"}, follow=True).content.decode()


def kept() -> int:
    with scoped((), door=Door.SYSTEM):
        return FormDraft.objects.count()


def test_a_button_keeps_what_was_typed_and_shows_it_again(keeper: Client) -> None:
    page = save(keeper)

    assert "Đã lưu nháp lúc" in page
    assert 'value="7/QĐ-MAU"' in page
    assert "Mục này còn trống" not in page
    assert Grant.objects.count() == 1


def test_a_script_is_told_the_hour(keeper: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    now = datetime.fromisoformat("2026-11-23T10:32:00+07:00")
    monkeypatch.setattr(clock, "now", lambda: now)

    answer = keeper.post(NEW, {**TYPED, "draft": "save"}, **JSON)  # type: ignore[arg-type]

    assert answer.json() == {"said": "Đã lưu nháp lúc 10:32."}


def test_whoever_comes_back_is_offered_the_draft_and_decides(keeper: Client) -> None:
    save(keeper)

    page = keeper.get(NEW).content.decode()

    assert "Có bản nháp lúc" in page
    assert "7/QĐ-MAU" not in page
    filled = keeper.get(NEW, {"nhap": "1"}).content.decode()
    assert 'value="7/QĐ-MAU"' in filled
    assert 'value="Xã Mẫu Xanh"' in filled
    assert "checked" in filled.partition('value="canbo-xa"')[2][:200]
    assert "Chưa cấp được" not in filled


def test_a_draft_that_is_not_wanted_is_dropped(keeper: Client) -> None:
    save(keeper)

    page = keeper.post(NEW, {"draft": "drop"}, follow=True).content.decode()

    assert "Đã bỏ bản nháp." in page
    assert "Có bản nháp" not in page
    assert kept() == 0


def test_it_is_there_after_signing_out_and_in_again(keeper: Client) -> None:
    save(keeper)

    keeper.post(reverse("sign-out"))
    keeper.force_login(Grant.objects.get().user)

    assert "Có bản nháp lúc" in keeper.get(NEW).content.decode()


def test_it_is_gone_when_the_form_has_done_its_work(keeper: Client) -> None:
    UserFactory.create(username="moi")
    UnitFactory.create(called="Mẫu Xanh")
    save(keeper)

    done = keeper.post(NEW, {**TYPED, "first_day": "23/11/2026"}, follow=True).content.decode()

    assert "Đã cấp vai trò." in done
    assert kept() == 0


def test_it_stays_when_the_form_is_refused(keeper: Client) -> None:
    save(keeper)

    keeper.post(NEW, {**TYPED, "first_day": "x"})

    assert kept() == 1


def test_another_account_is_offered_nothing(keeper: Client) -> None:
    save(keeper)
    other = UserFactory.create()
    keeper.force_login(other)
    assert keeper.post(NEW, {"draft": "save"}).status_code == 403

    assert kept() == 1


def test_words_of_no_field_are_not_kept(keeper: Client) -> None:
    save(keeper, csrfmiddlewaretoken="x", foreign="y")

    page = keeper.get(NEW, {"nhap": "1"}).content.decode()

    assert "foreign" not in page


def test_each_object_has_a_draft_of_its_own(keeper: Client) -> None:
    leaders = [GrantFactory.create(role=Role.COMMUNE_LEADER) for _each in range(2)]
    here, there = (reverse("administration:grant-delegate", args=[one.pk]) for one in leaders)

    save(keeper, here, decision_number="1/QĐ-MAU")

    assert "Có bản nháp" in keeper.get(here).content.decode()
    assert "Có bản nháp" not in keeper.get(there).content.decode()


def test_a_form_that_is_too_long_is_told_so(keeper: Client) -> None:
    page = save(keeper, decision_number="x" * 70_000)

    assert "Biểu mẫu dài quá" in page
    assert kept() == 0


def test_a_draft_of_last_week_is_not_offered(
    keeper: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(keeper)
    later = clock.now() + timedelta(days=8)
    monkeypatch.setattr(clock, "now", lambda: later)

    assert "Có bản nháp" not in keeper.get(NEW).content.decode()


@pytest.mark.parametrize(
    "screen", ["organisation-new", "account-invite", "reform-new", "override-new", "season"]
)
def test_every_long_form_offers_to_keep_a_draft(keeper: Client, screen: str) -> None:
    page = keeper.get(reverse(f"administration:{screen}")).content.decode()

    assert "Lưu nháp" in page
    assert 'name="draft"' in page
