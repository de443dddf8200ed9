"""What has to be public by decree: counted from what there is, told to editors and to everybody."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Page

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.services import system_account
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.offers.duties import duties as offered
from vungcao.kernel.offers.publications import PublicItem, public_items
from vungcao.kernel.offers.reference import rows
from vungcao.kernel.offers.screens import PublicEntry, public_entries
from vungcao.kernel.offers.upkeep import reference_files
from vungcao.kernel.organisations.models import Organisation
from vungcao.kernel.tests.factories import OrganisationFactory
from vungcao.systems.portal.models import DutyStanding, Section
from vungcao.systems.portal.queries import duties as reads
from vungcao.systems.portal.rules import duties as rules
from vungcao.systems.portal.rules.duties import Place, State
from vungcao.systems.portal.services import duties as services
from vungcao.systems.portal.services import writing
from vungcao.systems.portal.tests.factories import NOON, draft, holder, keeper, published, section

DAY = date(2026, 11, 27)
days = st.dates(date(2020, 1, 1), date(2030, 1, 1))


@given(st.lists(st.none() | days, max_size=4), st.none() | st.integers(0, 400), days)
def test_a_duty_is_late_only_by_a_term_and_a_day(
    dated: list[date | None], term: int | None, day: date
) -> None:
    places = [Place("", items=1, newest_on=one) for one in dated]
    known = [one for one in dated if one is not None]
    newest = rules.newest(places)

    state = rules.state(len(places), rules.lapses_on(newest, term), day)

    if not places:
        assert state == State.MISSING
    elif term is None or not known:
        assert state == State.MET
    else:
        assert (state == State.LATE) == ((day - max(known)).days > term)


def test_where_a_duty_is_met_is_written_in_one_line() -> None:
    assert rules.ways("section:a/b items:x.y") == [("section", "a/b"), ("items", "x.y")]
    assert rules.term("–") is None
    assert rules.term("90") == 90


def load() -> None:
    name = dict(reference_files.items())["portal.duties"]
    name.load(rows(name.file), keeper())


def last_entry() -> str:
    return str(Entry.objects.order_by("-pk").values_list("body", flat=True)[0])


def one(key: str) -> reads.Duty:
    return next(duty for duty in reads.duties(DAY) if duty.key == key)


@pytest.mark.django_db
def test_each_row_of_the_list_names_ways_that_are_known() -> None:
    load()
    found = reads.duties(DAY)

    assert len(found) == 15
    assert {kind for row in rows("portal_duties.csv") for kind, _ in rules.ways(row["met_by"])} == {
        "section",
        "items",
        "entry",
        "language",
        "function",
    }
    assert [duty.term for duty in found if duty.term is not None] == []
    assert one("search").state == State.MET


@pytest.mark.django_db
def test_pages_below_a_section_meet_a_duty_whatever_their_kind_and_drafts_do_not() -> None:
    load()
    place = section("chinh-sach", "Chính sách")
    draft(place, "nhap")
    assert one("policy").state == State.MISSING

    made = published(place, "bai")
    Page.objects.filter(pk=made.pk).update(last_published_at=NOON)

    duty = one("policy")
    assert (duty.state, duty.items, duty.newest_on) == (State.MET, 1, NOON.date())
    assert duty.places[0].address == "/chinh-sach/"
    assert duty.places[0].mend == f"{reverse('portal:editor')}pages/{place.pk}/"


@pytest.mark.django_db
def test_who_owns_the_section_above_owns_what_is_below() -> None:
    load()
    body: Organisation = OrganisationFactory.create()
    place = section("gioi-thieu", "Giới thiệu")
    Section.objects.filter(pk=place.pk).update(owner_body=body)
    writing.open_section(
        above=Section.objects.get(pk=place.pk),
        slug="co-cau-to-chuc",
        title="Cơ cấu",
        lead="",
        by=keeper(),
    )

    (found,) = one("organisation").places

    assert found.owner != ""
    assert (found.items, one("organisation").state) == (0, State.MISSING)


@pytest.mark.django_db
def test_what_a_system_offers_later_is_counted_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    load()
    assert one("contacts").items == 0
    mine = PublicItem(
        label=_("Đầu mối"), items=lambda day: [("Phòng mẫu", "/x/1/")], newest=lambda day: DAY
    )
    monkeypatch.setitem(public_items._offers, "portal.contacts", mine)

    duty = one("contacts")

    assert (duty.items, duty.newest_on, duty.state) == (1, DAY, State.MET)
    assert duty.places[-1].address == "/x/1/"


@pytest.mark.django_db
def test_what_two_ways_lead_to_is_named_once(monkeypatch: pytest.MonkeyPatch) -> None:
    load()
    same = PublicItem(label=_("Thủ tục"), items=lambda day: [("Một", "/xac-minh/?ma=1")])
    entry = PublicEntry(label=_("Thủ tục"), url_name="verify", text=_("Đọc"))
    monkeypatch.setitem(public_items._offers, "onestop.procedures", same)
    monkeypatch.setitem(public_entries._offers, "onestop.1-catalogue", entry)

    assert [(place.address, place.items) for place in one("procedures").places] == [
        ("/xac-minh/", 1)
    ]


@pytest.mark.django_db
def test_what_is_missing_waits_for_editors_until_it_is_there() -> None:
    load()
    kind = offered.get("portal.duties")
    user = system_account("portal")
    services.check_duties(day=DAY, by=keeper())
    (told,) = kind.told(kind.waiting(user, (), DAY), DAY)
    assert told.address == reverse("portal:duties")
    before = DutyStanding.objects.lacking(DAY).count()

    published(section("chinh-sach", "Chính sách"))
    services.check_duties(day=DAY, by=keeper())

    assert DutyStanding.objects.lacking(DAY).count() == before - 3  # policy, print, archive
    assert "portal.duties_checked" in last_entry()
    assert "Tiếng Anh" in " ".join(reads.lacking(DAY))


@pytest.mark.django_db
def test_looking_again_changes_and_records_nothing() -> None:
    load()
    services.check_duties(day=DAY, by=keeper())
    entries = Entry.objects.count()

    services.check_duties(day=DAY + timedelta(days=1), by=keeper())

    assert Entry.objects.count() == entries


@pytest.mark.django_db
def test_a_term_that_passes_makes_a_duty_wait() -> None:
    DutyStanding.objects.create(
        duty="x", items=3, newest_on=DAY, lapses_on=DAY + timedelta(days=5), checked_on=DAY
    )

    assert not DutyStanding.objects.lacking(DAY + timedelta(days=5)).exists()
    assert DutyStanding.objects.lacking(DAY + timedelta(days=6)).exists()


@pytest.mark.django_db
def test_the_scoreboard_says_what_is_missing_and_where_to_mend_it(
    django_assert_max_num_queries: Any,
) -> None:
    load()
    published(section("chinh-sach", "Chính sách"), at=NOON)
    editor, _user = holder(Role.EDITOR)
    leader, _other = holder(Role.DEPARTMENT_LEADER)
    editor.get(reverse("portal:duties"))

    with django_assert_max_num_queries(40):
        page = editor.get(reverse("portal:duties")).content.decode()

    assert "chưa có chỗ nào trên cổng" in page
    assert "Bổ sung" in page
    assert "42/2022/NĐ-CP" in page
    told = leader.get(reverse("portal:duties")).content.decode()
    assert "Bổ sung" not in told
    assert "Chính sách" in told


@pytest.mark.django_db
def test_the_scoreboard_leaves_as_a_file_and_that_is_in_the_trail() -> None:
    load()
    auditor, _user = holder(Role.AUDITOR)

    answer = auditor.get(reverse("portal:duties"), {"tai": "csv"})

    said = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    assert said.splitlines()[0].startswith("Phần,")
    assert len(said.splitlines()) == 16
    assert "chưa có" in said
    assert "table:portal.duties" in last_entry()


@pytest.mark.django_db
def test_others_do_not_see_the_scoreboard() -> None:
    citizen, _user = holder(Role.COMMUNE_OFFICER)

    assert citizen.get(reverse("portal:duties")).status_code == 403


@pytest.mark.django_db
def test_everybody_is_led_to_each_class_and_told_what_is_not_there(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    load()
    published(section("chinh-sach", "Chính sách"))
    client.get(reverse("portal:disclosed"))

    with django_assert_max_num_queries(31):
        page = client.get(reverse("portal:disclosed")).content.decode()

    assert '<a href="/chinh-sach/" lang="vi">Chính sách</a>' in page
    assert "chưa có" in page
    assert "/bien-tap/" not in page


@pytest.mark.django_db
def test_before_the_list_is_loaded_both_pages_say_so(client: Client) -> None:
    editor, _user = holder(Role.EDITOR)

    assert "Chưa nạp danh sách" in editor.get(reverse("portal:duties")).content.decode()
    assert "chưa được nạp" in client.get(reverse("portal:disclosed")).content.decode()
