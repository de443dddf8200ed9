"""Whose portal it was on a day: in the head and the foot, below old articles, in the archive."""

from datetime import date, datetime, time
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.organisations.models import Contact, Organisation, OrganisationSuccession
from vungcao.kernel.tests.factories import CitationFactory, OrganisationFactory, UnitFactory
from vungcao.systems.portal.models import ContactBoard, OfficePost, Section
from vungcao.systems.portal.queries import contacts, identity
from vungcao.systems.portal.rules.contacts import dialled, is_of_a_person
from vungcao.systems.portal.services import boards, posts
from vungcao.systems.portal.tests.factories import keeper, published, section
from vungcao.systems.portal.tests.letter_world import text

TODAY = date(2026, 11, 23)
CHANGES = (date(2025, 3, 1), date(2025, 7, 1))
NAMES = ("Ban Dân tộc mẫu", "Sở mẫu cũ", "Sở mẫu mới")


@pytest.fixture
def bodies(db: None, now: list[datetime]) -> list[Organisation]:
    """Three departments, each the successor of the one before."""
    unit = UnitFactory.create()
    days = [date(2010, 1, 1), *CHANGES, None]
    made = [
        OrganisationFactory.create(
            unit=unit, called=name, valid_from=days[nth], valid_until=days[nth + 1]
        )
        for nth, name in enumerate(NAMES)
    ]
    for before, after in pairwise(made):
        OrganisationSuccession.objects.create(
            kind="rename",
            source=before,
            target=after,
            effective_on=after.valid_from,
            basis=CitationFactory.create(),
        )
    return made


def at(day: date) -> datetime:
    return datetime.combine(day, time(8), ZONE)


def old(slug: str, day: date) -> Section:
    place = section()
    published(place, slug, at(day))
    return place


def page(address: str) -> str:
    return text(Client().get(address))


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2025, 2, 28), NAMES[0]),
        (date(2025, 3, 1), NAMES[1]),
        (date(2025, 6, 30), NAMES[1]),
        (date(2025, 7, 1), None),
    ],
)
def test_an_article_names_the_body_of_its_day_where_it_is_another_one(
    bodies: list[Organisation], day: date, name: str | None
) -> None:
    old("bai-cu", day)

    said = page("/tin-tuc/bai-cu/")

    assert ("Bài đăng khi cơ quan là" in said) == (name is not None)
    assert name is None or f'lang="vi">{name}</span>' in said


def test_head_and_foot_name_the_body_in_force_and_how_to_reach_it(
    bodies: list[Organisation],
) -> None:
    Contact.objects.create(
        organisation=bodies[2], telephone="0900 000 001", valid_from=date(2025, 7, 1)
    )
    section()

    said = page("/tin-tuc/")

    assert f'<span lang="vi">{NAMES[2]}</span>' in said.partition("<main")[0]
    foot = said.partition("</main>")[2]
    assert NAMES[2] in foot
    assert "0900 000 001" in foot
    assert NAMES[0] not in said


def test_the_archive_holds_what_a_former_body_published_and_nothing_else(
    bodies: list[Organisation],
) -> None:
    for slug, day in (("cu", date(2025, 2, 1)), ("giua", CHANGES[0]), ("moi", CHANGES[1])):
        place = old(slug, day)
    other = section("su-viec", "Sự việc")
    published(other, "bai-khac", at(date(2024, 5, 5)))

    links = page("/tin-tuc/")
    assert links.count("Bài đăng khi cơ quan là") == 2
    archive = reverse("portal:archive", args=[bodies[0].pk])
    said = page(f"{archive}?chuyen-muc={place.pk}")
    assert [f"/tin-tuc/{slug}/" in said for slug in ("cu", "giua", "moi")] == [True, False, False]
    assert "/su-viec/bai-khac/" not in said
    assert "/su-viec/bai-khac/" in page(archive)
    assert Client().get(reverse("portal:archive", args=[999_999])).status_code == 404


def test_bodies_of_other_chains_and_without_any_department(
    bodies: list[Organisation], db: None
) -> None:
    stranger = OrganisationFactory.create(kind="office", called="Phòng mẫu")

    chain = identity.eras(bodies[2], TODAY)

    assert [era.name for era in chain] == list(reversed(NAMES))
    assert stranger.pk not in {era.id for era in chain}
    assert identity.body_on(TODAY) == bodies[2]
    assert identity.body_on(date(1990, 1, 1)) is None


def test_the_archive_goes_on_page_by_page(
    bodies: list[Organisation], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(identity, "ON_A_PAGE", 2)
    for nth in range(1, 6):
        old(f"bai-{nth}", date(2024, 1, nth))
    address = reverse("portal:archive", args=[bodies[0].pk])

    seen = []
    while address:
        said = page(address)
        seen += [nth for nth in range(5, 0, -1) if f"/tin-tuc/bai-{nth}/" in said]
        href = said.partition('rel="next"')[0].rpartition('href="')[2].partition('"')[0]
        address = href if 'rel="next"' in said else ""

    assert seen == [5, 4, 3, 2, 1]


def board(*given: OfficePost) -> ContactBoard:
    made = boards.settle(section=section("lien-he", "Liên hệ"), kind="contacts", by=keeper())
    assert isinstance(made, ContactBoard)
    return posts.enter_posts(board=made, posts=list(given), by=keeper())


def post(name: str = "Giám đốc", **said: object) -> OfficePost:
    given = {"telephone": "0204 3854 000", "email": "a@mau.invalid", "valid_from": CHANGES[1]}
    return OfficePost(post=name, **(given | said))


@pytest.mark.django_db
def test_posts_of_today_are_shown_with_what_dials_and_writes(now: list[datetime]) -> None:
    gone = post("Chức vụ đã thôi", valid_until=date(2026, 1, 1))
    coming = post("Chức vụ sắp có", valid_from=date(2027, 1, 1))
    made = board(post(room="Phòng mẫu"), gone, coming)

    said = page("/lien-he/")

    assert "Giám đốc" in said
    assert 'href="tel:02043854000"' in said
    assert 'href="mailto:a@mau.invalid"' in said
    assert "đã thôi" not in said
    assert "sắp có" not in said
    assert [one.post for one in contacts.posts(date(2025, 12, 31), made)] == [
        "Giám đốc",
        "Chức vụ đã thôi",
    ]


@pytest.mark.django_db
def test_a_persons_own_number_is_refused_and_nothing_is_kept() -> None:
    with pytest.raises(ValidationError, match="số máy bàn"):
        board(post(telephone="0912 345 678"))

    assert not OfficePost.objects.exists()


@given(st.sampled_from("35789"), st.integers(0, 99_999_999), st.sampled_from(["0", "+84", "84"]))
def test_mobile_numbers_are_told_from_those_of_offices(head: str, rest: int, before: str) -> None:
    number = f"{head}{rest:08}"
    if number.startswith("900000"):
        return
    spaced = f"{before}{number[:3]} {number[3:6]}.{number[6:]}"

    assert is_of_a_person(spaced)
    assert not is_of_a_person(f"0204 {number[:7]}")


def test_only_the_first_number_is_dialled() -> None:
    assert dialled("0204 3854 000, 0204 3854 001") == "02043854000"
    assert dialled("0204.3854.000 máy lẻ 12") == "02043854000"


@pytest.mark.parametrize(
    "address",
    [
        *("portal:search", "portal:listen", "portal:pack", "portal:ask", "portal:follow"),
        *("portal:figures", "portal:disclosed", "newsletter:subscribe", "comments:page"),
        *("comments:follow", "sign-in", "verify", "help", "accessibility", "sitemap"),
    ],
)
def test_pages_of_every_system_name_the_body_in_force(
    bodies: list[Organisation], address: str
) -> None:
    said = page(reverse(address))

    head = said.partition("<main")[0]
    assert f"– {NAMES[2]}</title>" in head
    assert f'<span lang="vi">{NAMES[2]}</span>' in head
    assert "Cơ quan chủ quản:" in said.partition("</main>")[2]


def test_who_is_lost_is_told_whose_pages_these_are(bodies: list[Organisation]) -> None:
    said = page("/khong-co-trang-nay/")

    assert said.partition("<main")[0].count(NAMES[2]) == 2


@pytest.mark.django_db
def test_before_a_body_is_entered_pages_have_the_name_of_the_product() -> None:
    said = page(reverse("portal:search"))

    assert "– Vùng Cao</title>" in said
    assert "Cơ quan chủ quản" not in said
