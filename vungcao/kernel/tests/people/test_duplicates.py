"""Likely duplicates: weighed by fingerprints exactly as an oracle weighs the plain texts."""

from dataclasses import dataclass

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.audit.models import Entry
from vungcao.kernel.people import queries, services
from vungcao.kernel.people.drafts import NewContact, NewIdentifier, PersonDraft
from vungcao.kernel.people.models import Person
from vungcao.kernel.people.rules import Likeness
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.people.conftest import Place

LETTERS = {
    "a": "aàáảãạăằắẳẵặâầấẩẫậ",
    "e": "eèéẻẽẹêềếểễệ",
    "i": "iìíỉĩịyỳýỷỹỵ",
    "o": "oòóỏõọôồốổỗộơờớởỡợ",
    "u": "uùúủũụưừứửữự",
    "d": "dđ",
}
BARE = {letter: plain for plain, letters in LETTERS.items() for letter in letters}
NAMES = ("Lý Mẫu Hoà", "Lí Mau Hoa", "Lý Mẫu Hoa", "Lý Hoà", "Lý Thị Hoa", "Đỗ Mẫu An")


def why(place: Place, one: Person | PersonDraft) -> dict[int, tuple[Likeness, ...]]:
    return {found.person.pk: found.reasons for found in queries.possible_duplicates(one, place.by)}


def test_the_same_card_is_enough_whatever_the_name(place: Place) -> None:
    card = (NewIdentifier("citizen_card", "000000000001"),)
    one = place.person("Nông Mẫu An", identifiers=card)
    draft = PersonDraft(full_name="Bàn Mẫu Hoa", unit=place.far_village, identifiers=card)

    assert why(place, draft) == {one.pk: (Likeness.NUMBER,)}


def test_a_number_of_another_kind_of_paper_is_another_number(place: Place) -> None:
    place.person(identifiers=(NewIdentifier("citizen_card", "000000000001"),))
    draft = PersonDraft(
        full_name="Bàn Mẫu Hoa",
        unit=place.far_village,
        identifiers=(NewIdentifier("old_card", "000000000001"),),
    )

    assert why(place, draft) == {}


def test_a_common_name_alone_is_not_enough(place: Place) -> None:
    place.person("Lý Mẫu Hoà", unit=place.far_village)
    draft = PersonDraft(full_name="Lý Mẫu Hoà", unit=place.village)

    assert why(place, draft) == {}


def test_a_family_that_shares_a_telephone_is_no_duplicate(place: Place) -> None:
    contacts = (NewContact("telephone", "0900000001"),)
    place.person("Lý Mẫu Hoà", contacts=contacts)
    draft = PersonDraft(full_name="Lý Mẫu An", unit=place.village, contacts=contacts)

    assert why(place, draft) == {}


def test_the_likeliest_comes_first_and_nothing_is_opened(place: Place) -> None:
    near = place.person("Ly Mau Hoa", birth="1959")
    same = place.person("Lý Mẫu Hoà", birth="5/6/1958")
    one = place.person("Lý Mẫu Hoà", birth="1958")

    found = queries.possible_duplicates(one, place.by)

    assert [duplicate.person for duplicate in found] == [same, near]
    assert Likeness.NEAR_YEAR in found[1].reasons
    assert not Entry.objects.filter(action="people.read").exists()


def test_erased_merged_and_distant_persons_are_not_named(place: Place) -> None:
    place.person("Lý Mẫu Hoà", birth="1958", unit=place.far_village)
    draft = PersonDraft(full_name="Lý Mẫu Hoà", birth="1958", unit=place.village)
    assert len(why(place, draft)) == 1

    place.by.reach = (place.north.scope,)

    assert why(place, draft) == {}
    with scoped((place.north.scope,)):
        assert why(place, draft) == {}


def test_it_takes_as_many_queries_for_one_candidate_as_for_many(
    place: Place, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    draft = PersonDraft(
        full_name="Lý Mẫu Hoà",
        birth="1958",
        unit=place.village,
        contacts=(NewContact("telephone", "0900000001"),),
    )
    for count in (1, 7):
        for _each in range(count):
            place.person("Lý Mẫu Hoà", birth="1958")
        with django_assert_num_queries(3):
            queries.possible_duplicates(draft, place.by)


def test_it_takes_as_many_queries_for_one_line_of_a_list_as_for_many(
    place: Place, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    place.person("Lý Mẫu Hoà", birth="1958")
    drafts = [
        PersonDraft(f"Lý Mẫu Hoà {name}", place.village, birth="1958") for name in ("", "An", "Lan")
    ]

    for many in (drafts[:1], drafts):
        with django_assert_num_queries(2):
            found = queries.duplicates_of_all(many, place.by)
        assert [len(one) for one in found] == [1, 0, 0][: len(many)]


@dataclass(frozen=True)
class Plain:
    """A person as the oracle sees one: plain texts."""

    name: str
    year: int | None
    village: int


plains = st.builds(
    Plain,
    name=st.sampled_from(NAMES),
    year=st.sampled_from([None, 1957, 1958, 1959, 1960]),
    village=st.integers(0, 2),
)


def expected(one: Plain, other: Plain) -> int:
    """The weight of two plain records, by the words of the rule and nothing of its code."""

    def bare(name: str) -> list[str]:
        return ["".join(BARE.get(c, c) for c in word) for word in name.lower().split()]

    left, right = bare(one.name), bare(other.name)
    if (left[0], left[-1]) != (right[0], right[-1]):
        return 0
    weight = 35 if one.name == other.name else 30 if left == right else 15
    if one.year and other.year:
        weight += {0: 30, 1: 15}.get(abs(one.year - other.year), -25)
    if one.village == other.village:
        weight += 20
    elif {one.village, other.village} == {0, 1}:  # of one commune
        weight += 10
    return weight


@pytest.mark.slow
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=plains, there=st.lists(plains, min_size=1, max_size=8))
def test_fingerprints_find_what_plain_texts_would(
    place: Place, asked: Plain, there: list[Plain]
) -> None:
    villages = (place.village, place.other_village, place.far_village)

    def draft(one: Plain) -> PersonDraft:
        return PersonDraft(one.name, villages[one.village], birth=str(one.year or ""))

    with transaction.atomic():
        drafts = [draft(one) for one in [asked, *there]]
        me, *others = services.register_all(
            drafts=drafts, today=place.province.valid_from, by=place.by
        )
        by_draft = queries.possible_duplicates(draft(asked), place.by)
        by_row = queries.possible_duplicates(me, place.by)
        by_list = queries.duplicates_of_all([draft(one) for one in [*there, asked]], place.by)
        transaction.set_rollback(True)

    wanted = {
        row.pk: weight
        for row, one in zip(others, there, strict=True)
        if (weight := expected(asked, one)) >= 40
    }
    assert {found.person.pk: found.weight for found in by_row} == wanted
    assert by_list[-1] == by_draft
    assert {f.person.pk: f.weight for f in by_draft if f.person.pk != me.pk} == wanted
