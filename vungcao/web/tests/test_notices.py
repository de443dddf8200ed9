"""The inbox: new ones stand out, are read by a button, and are nobody else's."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.accounts.models import User
from vungcao.kernel.notices.models import Habit, Notice, Preference
from vungcao.kernel.scopes.services import Door, scoped
from vungcao.kernel.tests.factories import UserFactory
from vungcao.kernel.tests.notices.telling import news, officer, tell
from vungcao.web.views.notice_table import NOTICES

pytestmark = pytest.mark.django_db


def told(to: User, title: str) -> Notice:
    notice = tell(to, news(subject=f"units.Reform:{title}", details={"title": title}))
    assert notice is not None
    return notice


def page(client: Client, **words: str) -> str:
    return client.get(reverse("notices"), words).content.decode()


def test_shows_what_is_new_and_counts_it_in_the_header(client: Client) -> None:
    to = officer()
    told(to, "Nhập hai xã mẫu")
    client.force_login(to)

    text = page(client)

    assert "Sắp xếp đơn vị có hiệu lực: Nhập hai xã mẫu" in text
    assert '<span class="count" aria-hidden="true">1</span>' in text
    assert "chờ đến giờ gửi" in text


def test_a_button_marks_it_as_read(client: Client) -> None:
    to = officer()
    notice = told(to, "Thứ nhất")
    client.force_login(to)

    client.post(reverse("notice-read", args=[notice.code]))

    assert "Chị/anh đã đọc hết." in page(client)
    assert "Thứ nhất" in page(client)
    assert "Thứ nhất" not in page(client, loc="chua-doc")


def test_opening_goes_to_what_it_is_about(client: Client) -> None:
    to = officer()
    details = {"label": "Đếm", "run": "abcdefghij"}
    notice = tell(to, news("jobs.failed", subject="jobs.Run:1", details=details))
    assert notice is not None
    client.force_login(to)

    answer = client.post(reverse("notice-read", args=[notice.code]), {"open": "1"})

    assert answer.headers["Location"] == reverse("run", args=["abcdefghij"])


def test_all_are_read_at_once(client: Client) -> None:
    to = officer()
    told(to, "Một")
    told(to, "Hai")
    client.force_login(to)

    text = client.post(reverse("notices-read-all"), follow=True).content.decode()

    assert "Chị/anh đã đọc hết." in text


def test_a_citizen_has_the_same_inbox_and_no_other_account_sees_it(client: Client) -> None:
    citizen = UserFactory.create(kind=User.Kind.CITIZEN)
    notice = told(citizen, "Riêng")
    client.force_login(citizen)
    assert "Riêng" in page(client)

    client.force_login(officer())

    assert "Riêng" not in page(client)
    assert client.post(reverse("notice-read", args=[notice.code])).status_code == 404


def test_how_one_wants_to_be_told_is_kept(client: Client) -> None:
    to = officer()
    client.force_login(to)
    form = client.get(reverse("notice-preferences")).context["form"]
    given = {name: str(field.initial) for name, field in form.fields.items()}
    assert "access.granted" in given

    client.post(
        reverse("notice-preferences"),
        given | {"units.reform_took_effect": "off", "digest-hour": "18"},
    )

    with scoped((), account=to.pk, door=Door.OFFICE):
        assert Habit.objects.get(account=to).digest_hour == 18
        chosen = Preference.objects.get(account=to, kind="units.reform_took_effect")
    assert chosen.way == "off"


def test_a_citizen_is_asked_about_what_reaches_citizens_alone(client: Client) -> None:
    client.force_login(User.objects.create(username="ma-nguoi-dan", kind="citizen"))

    asked = client.get(reverse("notice-preferences")).context["form"].fields

    assert set(asked) == {
        "digest-hour",
        "accounts.new_device",
        "accounts.second_factor_reset",
        "onestop.own_due_moved",
        "onestop.own_extended",
        "onestop.own_message",
        "onestop.own_refused",
        "onestop.own_result",
        "onestop.own_stopped",
        "onestop.own_supplement",
    }


def test_what_must_be_known_offers_no_off(client: Client) -> None:
    to = officer()
    client.force_login(to)

    answer = client.post(reverse("notice-preferences"), {"access.granted": "off"})

    assert answer.status_code == 200
    assert answer.context["form"].errors.keys() >= {"access.granted", "digest-hour"}


def test_the_list_asks_the_database_for_little(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    to = officer()
    for number in range(55):
        told(to, str(number))
    client.force_login(to)

    with django_assert_max_num_queries(17):
        text = page(client)

    assert "Xem thêm 50 dòng" in text


def test_the_list_goes_on_to_the_oldest_and_keeps_its_tab(client: Client) -> None:
    to = officer()
    for number in range(NOTICES.page + 1):
        told(to, f"Thứ {number:02}")
    client.force_login(to)

    first = page(client, loc="chua-doc")
    older = re.search(r'id="rows-older"\s+href="([^"]+)"', first)
    assert older is not None
    last = client.get(reverse("notices") + older[1].replace("&amp;", "&")).content.decode()

    assert "loc=chua-doc" in older[1]
    assert "Thứ 00" not in first
    assert "Thứ 00" in last
    assert "Thứ 01" not in last


def test_reading_one_leads_back_to_the_list_as_it_was(client: Client) -> None:
    to = officer()
    notice = told(to, "Một")
    client.force_login(to)
    here = f"{reverse('notices')}?loc=chua-doc"

    answer = client.post(reverse("notice-read", args=[notice.code]), {"next": here})

    assert answer.headers["Location"] == here


def test_ones_notices_leave_as_a_file(client: Client) -> None:
    to = officer()
    told(to, "Một")
    client.force_login(to)

    answer = client.get(reverse("notices"), {"format": "csv"})

    lines = b"".join(answer).decode("utf-8-sig").splitlines()
    assert lines[0] == "Thông báo,Trạng thái,Nội dung,Lúc,Thư điện tử"
    assert lines[1].startswith("Sắp xếp đơn vị có hiệu lực: Một,Mới,")
