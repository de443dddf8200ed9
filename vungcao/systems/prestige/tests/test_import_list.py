"""A list of persons is entered whole or not at all; what is wrong is said at its cell."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.people.models import Person, PersonContact, Purpose
from vungcao.kernel.people.services import read
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.units.models import Unit
from vungcao.systems.prestige.models import EndKind, Recognition
from vungcao.systems.prestige.services import profiles
from vungcao.systems.prestige.services.importing import Common, preview
from vungcao.systems.prestige.tests import lists
from vungcao.systems.prestige.tests.factories import TODAY, commune, cycle, law, officer, person
from vungcao.systems.prestige.tests.lists import FIRST, HEADS, book, enter, faults, look, row

pytestmark = pytest.mark.django_db


@dataclass
class Desk:
    """A commune officer, the commune's villages and those of the commune beside it."""

    by: User = field(init=False)

    def __post_init__(self) -> None:
        law()
        cycle()
        lists.groups()
        self.commune, self.neighbour = commune(), commune("Bên")
        self.by = officer(Role.COMMUNE_OFFICER, self.commune)
        self.by.reach = (self.commune.scope,)

    def villages(self, count: int, where: Unit | None = None) -> list[Unit]:
        with scoped(("/1/",)):
            return lists.villages(where or self.commune, count, self.by)


@pytest.fixture
def desk(db: None) -> Iterator[Desk]:
    made = Desk()
    with scoped(made.by.reach):
        yield made


WRONG: dict[int, tuple[str, object, str]] = {
    1: ("Họ và tên", "Nông Mẫu 7", "Họ và tên không có chữ số."),
    26: ("Ngày, năm sinh", "31/2/1958", "Ngày sinh “31/2/1958” không đọc được"),
    51: ("Giới tính", "ông", "Giới tính “ông” không đọc được"),
    76: ("Dân tộc", "Không Rõ", "Không có dân tộc “Không Rõ”"),
    101: ("Số CCCD", "12345", "Số căn cước “12345” phải có 12 chữ số"),
    126: ("Điện thoại", "123", "Số điện thoại phải bắt đầu bằng 0"),
    151: ("Thôn, bản, TDP", "Thôn Lạ", "Không có thôn, bản, tổ dân phố “Thôn Lạ”"),
    176: ("Xã", "Xã Lạ", "Không có xã, phường “Xã Lạ”"),
    201: ("Thành phần", "Quan to", "Không có nhóm thành phần “Quan to”"),
    226: ("Ngày quyết định", "mai", "Không đọc được ngày “mai”"),
    251: ("Công nhận từ", date(2025, 12, 1), "không được trước ngày quyết định"),
    276: ("Nghề nghiệp", "=A1", "Ô có công thức"),
}


@pytest.mark.slow
def test_twelve_wrong_of_three_hundred_are_named_at_their_cells_and_nothing_is_saved(
    desk: Desk,
) -> None:
    desk.villages(300)
    right = [row(number) for number in range(1, 301)]
    wrong = [row(n, **({WRONG[n][0]: WRONG[n][1]} if n in WRONG else {})) for n in range(1, 301)]

    seen = look(book(wrong), desk.by)

    cells = {
        f"{chr(ord('A') + HEADS.index(head))}{FIRST + number - 1}": text
        for number, (head, _said, text) in WRONG.items()
    }
    assert faults(seen).keys() == cells.keys()
    assert all(text in faults(seen)[cell] for cell, text in cells.items())
    assert not seen.is_ready
    with pytest.raises(RuleBroken, match="Sheet1!B4: Họ và tên không có chữ số"):
        enter(book(wrong), desk.by)
    assert (Recognition.objects.count(), Person.objects.count()) == (0, 0)

    done = enter(book(right), desk.by)

    assert (done.new, len(done.decisions)) == (300, 3)
    assert Recognition.objects.count() == 300
    told = Entry.objects.get(action="prestige.imported").body
    assert '"new":300' in told
    assert "Mẫu" not in told


def test_what_was_entered_says_what_the_cells_said(desk: Desk) -> None:
    (village,) = desk.villages(1)

    enter(book([row(1)]), desk.by)

    made = Recognition.objects.select_related("person").get()
    (person,) = read(persons=[made.person], purpose=Purpose.REGISTER, by=desk.by)
    (profile,) = profiles.opened([made])
    assert (made.unit, made.valid_from, made.number) == (village, lists.SINCE, "2/QĐ-MAU")
    assert made.issuer_name == "Uỷ ban nhân dân xã Mẫu"
    assert (person.full_name, person.birth, person.sex) == ("Lý Mẫu An", "1941-02-02", "male")
    assert (person.ethnic_group, person.identifiers[0].number) == ("Nùng", "000000000001")
    assert person.contacts[0].value == "0900000001"
    assert (profile.components, profile.occupation) == (("03", "11"), "Nông nghiệp")


def test_the_same_file_sent_again_changes_nothing(desk: Desk) -> None:
    desk.villages(3)
    content = book([row(1), row(2), row(3)])
    enter(content, desk.by)

    again = enter(content, desk.by)

    assert (again.new, again.unchanged, again.is_known) == (0, 3, True)
    assert Recognition.objects.count() == 3
    assert Entry.objects.filter(action="prestige.imported").count() == 1


def test_profile_and_telephone_are_changed_and_everything_else_is_refused(desk: Desk) -> None:
    desk.villages(2)
    enter(book([row(1), row(2)]), desk.by)
    changed = row(1, **{"Nghề nghiệp": "Hưu trí", "Điện thoại": "0911000001"})

    seen = look(book([changed, row(2, **{"Giới tính": "Nữ"})]), desk.by)
    assert faults(seen).keys() == {"D5"}
    assert "Khác với sổ" in faults(seen)["D5"]

    done = enter(book([changed, row(2)]), desk.by)
    assert [one.names for one in done.changed] == [("profile", "telephone")]
    held = Recognition.objects.get(unit__name__text="mẫu 1")
    assert profiles.opened([held])[0].occupation == "Hưu trí"
    open_ways = PersonContact.objects.filter(person=held.person, valid_until=None)
    (person,) = read(persons=[held.person], purpose=Purpose.REGISTER, by=desk.by)
    assert open_ways.count() == 1
    assert person.contacts[0].value == "0911000001"


def test_two_for_one_village_are_refused_at_the_second_ones_cell(desk: Desk) -> None:
    desk.villages(2)
    second = row(2, **{"Thôn, bản, TDP": "Thôn mẫu 1"})

    seen = look(book([row(1), second]), desk.by)

    assert faults(seen).keys() == {"H5"}
    assert "Thôn này được 1 người" in faults(seen)["H5"]


def test_a_village_of_the_commune_beside_is_told_at_the_cell_and_nothing_about_it(
    desk: Desk,
) -> None:
    desk.villages(1)
    desk.villages(1, desk.neighbour)
    with scoped(("/1/",)):
        other = officer(Role.SPECIALIST, desk.neighbour)
        other.reach = (desk.neighbour.scope,)
        theirs = [row(1, **{"Xã": "Xã Bên", "Nghề nghiệp": "Bí mật"})]
        assert enter(book(theirs), other).new == 1

    seen = look(book([row(1), theirs[0]]), desk.by)

    assert faults(seen) == {
        "H5": "“Thôn mẫu 1” ngoài phạm vi của chị/anh: bỏ dòng này, để nơi quản lý thôn hoặc cấp"
        " trên nhập."
    }
    assert seen.questions == ()


def test_a_key_beyond_reach_looks_like_one_that_does_not_exist(desk: Desk) -> None:
    desk.villages(1)
    desk.villages(1, desk.neighbour)
    with scoped(("/1/",)):
        other = officer(Role.SPECIALIST, desk.neighbour)
        other.reach = (desk.neighbour.scope,)
        enter(book([row(1, **{"Xã": "Xã Bên"})]), other)
        theirs = Recognition.objects.get()
    head = ["Mã dòng trong sổ", *HEADS[1:]]

    told = [
        faults(look(book([[key, *row(1)[1:]]], head), desk.by))
        for key in (f"UT{theirs.pk}", "UT999999")
    ]

    assert told[0] == told[1]
    assert told[0] == {"A4": "Không có dòng mang mã này trong phạm vi của chị/anh."}


def test_an_ambiguous_ethnic_group_is_asked_about_once(desk: Desk) -> None:
    desk.villages(2)
    content = book([row(1, **{"Dân tộc": "Trại"}), row(2, **{"Dân tộc": "trại"})])
    (question,) = look(content, desk.by).questions
    assert [choice.words for choice in question.choices] == ["Sán Chay", "Sán Dìu"]
    assert question.cells == ["Sheet1!E4", "Sheet1!E5"]
    with pytest.raises(RuleBroken, match="chưa trả lời"):
        enter(content, desk.by)

    done = enter(content, desk.by, {question.key: question.choices[1].value})

    persons = [one.person for one in Recognition.objects.select_related("person")]
    opened = read(persons=persons, purpose=Purpose.REGISTER, by=desk.by)
    assert done.new == 2
    assert {one.ethnic_group for one in opened} == {"Sán Dìu"}


def test_villages_of_one_name_are_asked_about_with_their_communes(desk: Desk) -> None:
    desk.villages(1)
    (theirs,) = desk.villages(1, desk.neighbour)
    with scoped(("/1/",)):
        wide = officer(Role.SPECIALIST, Unit.objects.get(pk=1))
        wide.reach = ("/1/",)
        head = [*HEADS[:8], "Ghi chú", *HEADS[9:]]  # no commune
        content = book([row(1)], head)
        (question,) = look(content, wide).questions
        assert [choice.words.split(",")[1] for choice in question.choices] == [
            " Xã Bên",
            " Xã Mẫu",
        ]

        enter(content, wide, {question.key: str(theirs.pk)})

        assert Recognition.objects.get().unit == theirs


@pytest.mark.parametrize("answer", ["same", "other"])
def test_somebody_who_is_known_is_proposed_and_the_officer_says(desk: Desk, answer: str) -> None:
    (village,) = desk.villages(1)
    known = person(village, full_name="Lý Mẫu An", birth="2/2/1941")
    (question,) = look(book([row(1)]), desk.by).questions
    assert question.choices[0].value == str(known.pk)
    assert "cùng họ tên, cùng năm sinh, cùng nơi ở" in question.choices[0].words

    enter(book([row(1)]), desk.by, {question.key: str(known.pk) if answer == "same" else "other"})

    assert (Recognition.objects.get().person == known) is (answer == "same")
    assert Person.objects.count() == (1 if answer == "same" else 2)


def test_one_person_on_two_lines_is_asked_about_and_a_repeated_line_refused(desk: Desk) -> None:
    desk.villages(2)
    same_card = row(2, **{"Số CCCD": row(1)[5]})

    seen = look(book([row(1), same_card, row(1)]), desk.by)

    assert seen.questions[0].choices[0].words == "Cùng một người với dòng 4 của tệp"
    assert faults(seen)["B6"] == "Dòng này lặp lại dòng 4: xoá một dòng."
    done = enter(book([row(1), same_card]), desk.by, {seen.questions[0].key: "other"})
    assert done.new == 2


def test_a_decision_for_the_whole_file_counts_where_cells_are_empty(desk: Desk) -> None:
    desk.villages(2)
    rows = [row(n, **dict.fromkeys(HEADS[11:])) for n in (1, 2)]
    common = Common("99/QĐ-MAU", date(2026, 2, 2))

    seen = preview(sheet=lists.sheet(book(rows), common=common), today=TODAY, by=desk.by)

    assert [(one.number, one.persons) for one in seen.decisions] == [("99/QĐ-MAU", 2)]
    assert faults(look(book(rows[:1]), desk.by)) == {
        "L4": "Thiếu số quyết định công nhận.",
        "M4": "Thiếu ngày quyết định công nhận.",
    }


ENDED = ("Thôi từ", "Lý do thôi", "Số quyết định thôi", "Ngày quyết định thôi")


def test_who_left_early_makes_room_for_the_next_one_of_the_same_file(desk: Desk) -> None:
    desk.villages(1)
    gone = [*row(1), date(2026, 6, 1), "Qua đời", "8/QĐ-MAU", date(2026, 5, 20)]
    later = {"Thôn, bản, TDP": "Thôn mẫu 1", "Công nhận từ": date(2026, 6, 1)}
    followed = [*row(2, **later, **{"Ngày quyết định": date(2026, 5, 20)}), *[None] * 4]

    done = enter(book([followed, gone], [*HEADS, *ENDED]), desk.by)

    first, second = Recognition.objects.order_by("valid_from")
    assert (done.new, done.ended) == (2, 1)
    assert (first.end_kind, first.end_reason) == (EndKind.WITHDRAWN, "death")
    assert (first.valid_until, second.valid_from) == (date(2026, 6, 1), date(2026, 6, 1))


def test_an_early_end_is_whole_and_follows_its_rules(desk: Desk) -> None:
    desk.villages(2)
    half = [*row(1), None, "Qua đời", None, None]
    before = [*row(2), date(2026, 1, 15), "Qua đời", "8/QĐ-MAU", date(2026, 1, 12)]

    seen = look(book([half, before], [*HEADS, *ENDED]), desk.by)

    assert faults(seen) == {
        "O4": "Thiếu ngày thôi.",
        "Q4": "Thiếu số quyết định thôi.",
        "R4": "Thiếu ngày quyết định thôi.",
        "O5": "Ngày thôi phải sau ngày bắt đầu công nhận 15/01/2026.",
    }


def test_examples_sums_and_counted_heads_are_no_lines(desk: Desk) -> None:
    desk.villages(1)
    counted = [f"({number})" for number in range(1, len(HEADS) + 1)]
    example = ["Ví dụ", *row(9)[1:]]
    total = ["Tổng cộng", "1 người", *[None] * 12]

    seen = look(book([counted, example, row(1), total]), desk.by)

    assert (seen.new, seen.faults) == (1, ())


@pytest.mark.slow
def test_it_asks_as_much_for_many_lines_as_for_a_few(
    desk: Desk, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    desk.villages(40)
    few, many = book([row(n) for n in range(1, 9)]), book([row(n) for n in range(1, 41)])

    with django_assert_max_num_queries(115) as small:
        look(few, desk.by)
    with django_assert_max_num_queries(115) as large:
        assert look(many, desk.by).new == 40

    assert len(large) == len(small)
