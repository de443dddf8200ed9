"""What a desk need not ask again: known answers, papers that do not count, what is there."""

import unicodedata
from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.scopes.services import bind
from vungcao.kernel.tests.factories import PersonFactory
from vungcao.systems.onestop.forms.desk import Papers
from vungcao.systems.onestop.models import ProcedureVersion
from vungcao.systems.onestop.queries import versions
from vungcao.systems.onestop.rules import likeness
from vungcao.systems.onestop.rules.definition import Definition, Document, Field, Group
from vungcao.systems.onestop.services.taking_in import LooksAlike, take_in
from vungcao.systems.onestop.tests.desk import person, village
from vungcao.systems.onestop.tests.factories import (
    NOW,
    commune,
    line,
    new_dossier,
    officer,
    standing,
    submitted,
    version,
)

PROXY = Document("uy_quyen", "Giấy uỷ quyền mẫu", when={"field": "thay_mat", "is": [True]})
ASKED = Group(
    "viec",
    "Việc",
    (
        Field("thay_mat", "Nộp thay người khác", "yes_no"),
        Field("goi_lai", "Số gọi lại", "telephone", prefill="contact.telephone"),
        Field("ngay_sinh", "Ngày sinh", "date", prefill="person.birth"),
    ),
)


@pytest.fixture
def desk() -> Iterator[User]:
    with standing(officer("ban-mot-cua", Role.DESK_OFFICER, commune())) as user:
        yield user


@pytest.fixture
def screen(client: Client, desk: User, monkeypatch: pytest.MonkeyPatch) -> Client:
    """The desk's browser; the procedure asks a little more and wants one paper only sometimes."""
    known = versions.process(version())
    more = replace(
        known, groups=(ASKED, *known.groups), documents=(*known.documents, PROXY), effects=()
    )

    def process(of: ProcedureVersion) -> Definition:
        return more

    monkeypatch.setattr(versions, "process", process)
    client.force_login(desk)
    return client


def shown(client: Client, **said: str) -> str:
    address = reverse("onestop:intake-form", args=[version().pk])
    typed = {"who": "typed", "name": "Nông Văn Mẫu", "telephone": "0900000123", **said}
    return " ".join(client.post(address, typed).content.decode().split())


def value(page: str, name: str) -> str:
    """What stands in a question of the page."""
    control = page.partition(f'name="q-{name}"')[2].partition(">")[0]
    return control.partition('value="')[2].partition('"')[0]


@pytest.mark.parametrize(
    ("applicant", "person"),
    [
        ("NÔNG VĂN MẪU", "Lý Thị Mẫu"),
        ("  Nông  Văn Mẫu ", "Lí thị mẫu"),
        ("nong van mau", "ly thi mau"),
        (unicodedata.normalize("NFD", "Nông Văn Mẫu"), "Lý  Thị Mẫu"),
    ],
)
def test_dossiers_are_alike_however_their_names_were_typed(applicant: str, person: str) -> None:
    first = likeness.words("1.01", 7, "Nông Văn Mẫu", ["Hoàng Mẫu", "Lý Thị Mẫu"])

    assert likeness.words("1.01", 7, applicant, [person, "Hoàng Mẫu"]) == first
    assert likeness.words("1.01", 7, applicant, [person]) != first
    assert likeness.words("1.01", 8, applicant, [person, "Hoàng Mẫu"]) != first


def test_a_wanted_paper_is_not_called_optional_on_the_checklist() -> None:
    known = (Document("a", "Đơn"), Document("b", "Ảnh", is_required=False))

    rows = Papers(process=Definition(documents=known), documents=known).rows

    assert [is_plain for field, is_plain in rows if field.name.startswith("kind")] == [True, False]


@pytest.mark.django_db
@pytest.mark.usefixtures("province")
def test_who_was_typed_before_and_is_known_now_is_asked_about(desk: User) -> None:
    typed = new_dossier(contact={"name": "nong van mau"}, subjects=[line(1, ho_ten="LY THI MAU")])
    take_in(new=typed, now=NOW, by=desk)
    known = replace(
        typed,
        contact={"name": "Nông Văn Mẫu"},
        applicant=person(village()),
        subjects=[line(1, ho_ten="Lý Thị Mẫu")],
    )

    with pytest.raises(LooksAlike):
        take_in(new=known, now=NOW, by=desk)


@pytest.mark.django_db
@pytest.mark.usefixtures("province")
def test_what_comes_online_shows_the_one_like_it_at_the_desk(client: Client, desk: User) -> None:
    given = [submitted(desk, contact={"name": name}).dossier for name in ("Mẫu A", "MAU A", "B")]
    client.force_login(desk)

    pages = [
        client.get(reverse("onestop:receive", args=[one.pk])).content.decode() for one in given
    ]

    assert ["Đã có hồ sơ giống" in page for page in pages] == [True, True, False]
    assert given[0].case.number in pages[1]


@pytest.mark.django_db
@pytest.mark.usefixtures("province")
def test_what_is_known_of_an_applicant_fills_empty_questions_alone(screen: Client) -> None:
    home = village()
    bind(("/1/",))
    who = PersonFactory.create(full_name="Lý Thị Mẫu", unit=home, birth="1960-05-12")
    chosen = {"who": "known", "person": "Lý Thị Mẫu", "fill_known": "1"}

    typed = shown(screen, fill_known="1")
    kept = shown(screen, fill_known="1", **{"q-goi_lai": "0900000999"})
    sought = shown(screen, **chosen)
    known = shown(screen, **chosen, **{"person-which": str(who.pk)})

    assert value(typed, "goi_lai") == "0900000123"
    assert value(kept, "goi_lai") == "0900000999"
    assert "1960" in sought
    assert value(sought, "ngay_sinh") == ""
    assert value(known, "ngay_sinh") == "12/05/1960"
    assert "Chưa tiếp nhận được" not in typed + sought + known


@pytest.mark.django_db
@pytest.mark.usefixtures("province")
def test_the_checklist_has_the_papers_that_the_answers_ask_for(screen: Client) -> None:
    first = screen.get(reverse("onestop:intake-form", args=[version().pk])).content.decode()
    without = shown(screen, draft="papers", **{"q-thay_mat": "no"})
    with_it = shown(screen, draft="papers", **{"q-thay_mat": "yes"})
    came = shown(screen, draft="papers", **{"q-thay_mat": "no", "kind-uy_quyen": "1"})

    assert "Chỉ khi" in first
    assert "1 bản chính" in first
    assert [PROXY.label in page for page in (first, without, with_it, came)] == [
        True,
        False,
        True,
        True,
    ]
    assert "Chưa tiếp nhận được" not in without + with_it
