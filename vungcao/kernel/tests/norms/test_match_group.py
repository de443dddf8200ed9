"""Names of ethnic groups as people write them lead to one group, or somebody is asked."""

import unicodedata
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vungcao.kernel.accounts.models import User
from vungcao.kernel.citations.models import Citation
from vungcao.kernel.norms import queries, rules
from vungcao.kernel.norms.models import EthnicGroup, GroupKind
from vungcao.kernel.norms.services import ethnic_groups
from vungcao.kernel.offers import reference


@pytest.fixture
def groups(db: None) -> None:
    keeper = User.objects.create(username="quan-tri")
    basis = Citation.objects.create(number="mẫu")
    for row in reference.rows("ethnic_groups.csv"):
        group = ethnic_groups.enter_group(
            name=row["name"],
            kind=GroupKind.GROUP,
            is_minority=True,
            is_large_here=False,
            by=keeper,
        )
        names = filter(None, row["aliases"].split("; "))
        ethnic_groups.name_aliases(group=group, names=names, by=keeper)
    san_chay = EthnicGroup.objects.get(name="Sán Chay")
    ethnic_groups.name_local_group(group=san_chay, name="Cao Lan", basis=basis, by=keeper)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Tày", "Tày"),
        ("  dân tộc  TÀY ", "Tày"),
        (unicodedata.normalize("NFD", "Sán Dìu"), "Sán Dìu"),
        ("H'Mông", "HMông"),
        ("Gia Rai", "Gia-rai"),
        ("Sán Chỉ", "Sán Chay"),
        ("Mèo", "HMông"),
        ("người nước ngoài", "Người nước ngoài"),
    ],
)
def test_one_group_fits(groups: None, text: str, name: str) -> None:
    match = queries.match_group(text)

    assert match.is_one
    assert match.groups[0].name == name


def test_trai_is_the_name_of_three_groups(groups: None) -> None:
    match = queries.match_group("Trại")

    assert [group.name for group in match.groups] == ["Dao", "Sán Chay", "Sán Dìu"]
    assert not match.is_one


def test_a_groups_own_name_wins_over_an_old_name_of_another(groups: None) -> None:
    assert [group.name for group in queries.match_group("Thổ").groups] == ["Thổ"]


def test_a_local_group_is_kept_beside_its_group(groups: None) -> None:
    match = queries.match_group("cao lan")

    assert match.groups[0].name == "Sán Chay"
    assert match.local_group is not None
    assert match.local_group.name == "Cao Lan"


def test_what_lacks_its_marks_is_suggested_and_not_taken(groups: None) -> None:
    match = queries.match_group("San Diu")

    assert match.groups == ()
    assert [group.name for group in match.suggestions] == ["Sán Dìu"]


def test_an_unknown_name_is_none(groups: None) -> None:
    match = queries.match_group("Klingon")

    assert (match.groups, match.suggestions) == ((), ())


@given(st.sampled_from([row["name"] for row in reference.rows("ethnic_groups.csv")]), st.data())
def test_case_spaces_and_composition_do_not_matter(name: str, data: st.DataObject) -> None:
    form: Literal["NFC", "NFD"] = data.draw(st.sampled_from(["NFC", "NFD"]))
    letters = (data.draw(st.sampled_from([letter.upper(), letter.lower()])) for letter in name)
    written = unicodedata.normalize(form, "  ".join("".join(letters).split()))

    assert rules.fold(written) == rules.fold(name)


def test_no_two_groups_fold_to_the_same_name() -> None:
    names = [rules.fold(row["name"]) for row in reference.rows("ethnic_groups.csv")]

    assert len(set(names)) == 55
