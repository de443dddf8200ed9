"""In the editor: each board takes its own kind of page, and what is wrong is said on the form."""

from datetime import datetime

import pytest

from vungcao.kernel.access.roles import Role
from vungcao.systems.portal.models import ContactBoard, Disclosure, OfficePost, Section, WorkWeek
from vungcao.systems.portal.services import boards, groups
from vungcao.systems.portal.tests.factories import holder, keeper, section
from vungcao.systems.portal.tests.letter_world import text

pytestmark = pytest.mark.django_db
EDITOR = "/bien-tap/"
PAGES = {
    "questions": "answeredquestion",
    "consultations": "consultation",
    "budget": "disclosure",
    "calendar": "workweek",
}


def board(kind: str) -> int:
    made = boards.settle(section=section(kind, kind), kind=kind, by=keeper())
    groups.arrange(by=keeper())
    return int(made.pk)


def lines(name: str, *given: dict[str, str]) -> dict[str, str]:
    """Rows of an inline form, as the editor sends them."""
    said = {
        f"{name}-TOTAL_FORMS": str(len(given)),
        f"{name}-INITIAL_FORMS": "0",
        f"{name}-MIN_NUM_FORMS": "0",
        f"{name}-MAX_NUM_FORMS": "1000",
    }
    for nth, row in enumerate(given):
        said |= {f"{name}-{nth}-{key}": value for key, value in row.items()}
        said |= {f"{name}-{nth}-ORDER": str(nth + 1), f"{name}-{nth}-id": ""}
    return said


@pytest.mark.parametrize("kind", sorted(PAGES))
def test_an_editor_gets_the_form_of_each_kind_below_its_board(kind: str) -> None:
    client, _editor = holder(Role.EDITOR)
    place = board(kind)

    assert client.get(f"{EDITOR}pages/add/portal/{PAGES[kind]}/{place}/").status_code == 200
    assert client.get(f"{EDITOR}pages/{place}/edit/").status_code == 200


def test_posts_are_entered_on_their_own_board() -> None:
    client, _editor = holder(Role.EDITOR)

    assert client.get(f"{EDITOR}pages/{board('contacts')}/edit/").status_code == 200


def test_a_page_of_another_kind_has_no_place_on_a_board() -> None:
    client, _editor = holder(Role.EDITOR)
    place = board("budget")

    assert client.get(f"{EDITOR}pages/add/portal/workweek/{place}/").status_code in (302, 403)


def test_a_line_of_another_week_is_refused_on_the_form_and_nothing_is_saved(
    now: list[datetime],
) -> None:
    client, _editor = holder(Role.EDITOR)
    address = f"{EDITOR}pages/add/portal/workweek/{board('calendar')}/"
    row = {"half": "morning", "what": "Giao ban", "who": "Giám đốc", "place": "", "time": ""}
    said = {"title": "Tuần mẫu", "slug": "tuan-mau", "begins_on": "2026-11-23"}

    answer = client.post(address, {**said, **lines("items", {**row, "day": "2026-12-02"})})
    assert "02/12/2026" in text(answer)
    assert not WorkWeek.objects.exists()

    client.post(address, {**said, **lines("items", {**row, "day": "2026-11-25"})})
    assert [
        one.what for one in WorkWeek.objects.get().get_latest_revision_as_object().items.all()
    ] == ["Giao ban"]


def test_a_draft_of_a_disclosure_is_saved_with_its_lines() -> None:
    client, _editor = holder(Role.EDITOR)
    address = f"{EDITOR}pages/add/portal/disclosure/{board('budget')}/"
    said = {
        "title": "Quý I",
        "slug": "quy-1",
        "kind": "execution",
        "year": "2026",
        "period": "q1",
        "number": "5/QĐ-MAU",
        "decided_on": "2026-04-10",
        "disclosed_on": "2026-04-11",
    }

    client.post(address, {**said, **lines("lines", {"label": "Chi", "amount": "1000000"})})

    saved = Disclosure.objects.get().get_latest_revision_as_object()
    assert [one.amount for one in saved.lines.all()] == [1_000_000]
    assert not saved.live


def test_a_mobile_number_is_refused_on_the_form() -> None:
    client, _publisher = holder(Role.PUBLISHER)
    place = board("contacts")
    row = {"post": "Giám đốc", "valid_from": "2026-01-01", "telephone": "0912 345 678"}
    said = {"title": "Liên hệ", "slug": "contacts", "action-publish": "1"}

    answer = client.post(f"{EDITOR}pages/{place}/edit/", {**said, **lines("posts", row)})

    assert "số máy bàn" in text(answer)
    assert ContactBoard.objects.get().live
    assert not OfficePost.objects.exists()


def test_each_kind_of_page_says_what_it_is_for() -> None:
    client, _editor = holder(Role.EDITOR)
    place = section()

    shown = text(client.get(f"{EDITOR}pages/{place.pk}/add_subpage/"))

    for kind in Section.clean_subpage_models():
        assert kind.page_description
        assert str(kind.page_description) in shown
    assert "Trang thuộc loại" not in shown
