"""Taking persons off the list, replacing them, undoing mistakes, correcting what is said."""

import json
from datetime import date
from typing import Any

import pytest

from vungcao.kernel.audit import services as audit
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.people import services as people
from vungcao.kernel.people.drafts import PersonDraft
from vungcao.kernel.people.models import Person, Purpose
from vungcao.kernel.vault import services as vault
from vungcao.systems.prestige.models import Recognition
from vungcao.systems.prestige.services import changing, ending, profiles
from vungcao.systems.prestige.services.changing import Entry as NewEntry
from vungcao.systems.prestige.services.changing import Farewell
from vungcao.systems.prestige.services.ending import Ending
from vungcao.systems.prestige.services.profiles import Profile
from vungcao.systems.prestige.tests.changing import Ground
from vungcao.systems.prestige.tests.factories import TODAY, decided

DAY = date(2026, 10, 1)


def replaced(
    at: Ground, row: Recognition, who: Person | PersonDraft, **said: object
) -> Recognition:
    known: dict[str, Any] = {
        "recognition": row,
        "farewell": Farewell(Ending(DAY, "moved")),
        "entry": NewEntry(who, at.village, DAY),
        "decided": decided(at.commune, DAY, "09/QĐ-MAU"),
        "today": TODAY,
        "by": at.by,
    }
    return changing.replace_entered(**known | said)


def draft(at: Ground, name: str = "Lăng Mẫu Bình") -> PersonDraft:
    return PersonDraft(full_name=name, unit=at.village)


def test_whoever_is_withdrawn_is_off_the_list_from_the_day_on_and_on_it_before(
    ground_of_changes: Ground,
) -> None:
    row = ground_of_changes.held()

    ground_of_changes.withdraw(row, DAY)

    assert not Recognition.objects.in_force(DAY).exists()
    assert Recognition.objects.in_force(date(2026, 9, 30)).get() == row


def test_the_note_is_sealed_and_the_trail_keeps_the_reason_alone(ground_of_changes: Ground) -> None:
    row = ground_of_changes.held()

    ended = ending.withdraw(
        recognition=row,
        ending=Ending(DAY, "moved", "về quê vợ"),
        decided=decided(ground_of_changes.commune, DAY, "08/QĐ-MAU"),
        today=TODAY,
        by=ground_of_changes.by,
    )

    assert vault.open_texts([ended.end_note]) == ["về quê vợ"]
    body = Entry.objects.get(action="prestige.withdrawn").body
    assert json.loads(body)["reason"] == "moved"
    assert "quê" not in body


@pytest.mark.parametrize(
    ("day", "reason", "said"),
    [
        (date(2026, 1, 10), "moved", "Ngày thôi phải sau 10/01/2026 và không quá 31/12/2027"),
        (date(2026, 12, 1), "moved", "Ngày quyết định không được sau hôm nay"),
        (DAY, "thich-thi-bo", "Chọn lý do trong danh mục"),
    ],
)
def test_an_end_that_the_rules_do_not_know_is_refused(
    ground_of_changes: Ground, day: date, reason: str, said: str
) -> None:
    row = ground_of_changes.held()

    with pytest.raises(RuleBroken, match=said):
        ground_of_changes.withdraw(row, day, reason)

    row.refresh_from_db()
    assert row.end_kind == ""


def test_a_neighbouring_commune_takes_nobody_off_the_list(ground_of_changes: Ground) -> None:
    row = ground_of_changes.held()

    with pytest.raises(RuleBroken, match="không quản lý thôn này"):
        ending.withdraw(
            recognition=row,
            ending=Ending(DAY, "moved"),
            decided=decided(ground_of_changes.neighbour, DAY),
            today=TODAY,
            by=ground_of_changes.by,
        )


def test_nobody_is_withdrawn_twice(ground_of_changes: Ground) -> None:
    row = ground_of_changes.withdraw(ground_of_changes.held())

    with pytest.raises(RuleBroken, match="đã được đưa ra khỏi danh sách"):
        ground_of_changes.withdraw(row, date(2026, 9, 1))


def test_what_cannot_be_traced_ends_nothing(
    ground_of_changes: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = ground_of_changes.held()

    def broken(**said: object) -> None:
        raise OSError("no trail")

    monkeypatch.setattr(audit, "record", broken)

    with pytest.raises(OSError, match="no trail"):
        ground_of_changes.withdraw(row)

    row.refresh_from_db()
    assert row.valid_until == date(2028, 1, 1)


def test_a_death_is_noted_with_the_withdrawal_or_neither(ground_of_changes: Ground) -> None:
    row = ground_of_changes.held()
    said: dict[str, Any] = {
        "recognition": row,
        "decided": decided(ground_of_changes.commune, DAY),
        "today": TODAY,
        "by": ground_of_changes.by,
    }

    with pytest.raises(RuleBroken, match="Ngày mất không được sau ngày thôi"):
        changing.withdraw_noted(farewell=Farewell(Ending(DAY, "death"), date(2026, 10, 2)), **said)
    row.refresh_from_db()
    assert row.end_kind == ""

    changing.withdraw_noted(farewell=Farewell(Ending(DAY, "death"), date(2026, 9, 28)), **said)

    (record,) = people.read(persons=[row.person], purpose=Purpose.REGISTER, by=ground_of_changes.by)
    assert (record.is_deceased, record.died_on) == (True, "2026-09-28")


def test_somebody_new_follows_in_the_same_place_from_the_same_day(
    ground_of_changes: Ground,
) -> None:
    row = ground_of_changes.held()

    following = replaced(ground_of_changes, row, draft(ground_of_changes))

    row.refresh_from_db()
    assert (row.end_kind, row.valid_until) == ("replaced", DAY)
    assert (following.replaces, following.valid_from, following.slot) == (row, DAY, 1)
    assert Recognition.objects.in_force(DAY).get() == following


def test_a_replacement_that_is_refused_leaves_no_new_record_behind(
    ground_of_changes: Ground,
) -> None:
    row = ground_of_changes.held()

    with pytest.raises(RuleBroken, match="Không có nhóm thành phần"):
        replaced(
            ground_of_changes,
            row,
            draft(ground_of_changes),
            entry=NewEntry(
                draft(ground_of_changes), ground_of_changes.village, DAY, profile=Profile(("99",))
            ),
        )

    row.refresh_from_db()
    assert row.end_kind == ""
    assert Person.objects.count() == 1


def test_nobody_follows_themselves_or_from_another_village(ground_of_changes: Ground) -> None:
    row = ground_of_changes.held()
    elsewhere = NewEntry(draft(ground_of_changes), ground_of_changes.other, DAY)

    with pytest.raises(RuleBroken, match="phải là người khác"):
        replaced(ground_of_changes, row, row.person)
    with pytest.raises(RuleBroken, match="phải ở cùng thôn"):
        replaced(ground_of_changes, row, row.person, entry=elsewhere)


def test_a_mistake_never_counted_and_the_place_is_free(ground_of_changes: Ground) -> None:
    row = ground_of_changes.held()

    ending.void(recognition=row, reason="nhập hai lần", by=ground_of_changes.by)

    assert not Recognition.objects.in_force(TODAY).exists()
    assert ground_of_changes.held().slot == 1
    with pytest.raises(RuleBroken, match="Dòng này đã huỷ"):
        ending.void(recognition=row, reason="lần nữa", by=ground_of_changes.by)


def test_a_mistake_needs_a_reason_and_hangs_on_nothing(ground_of_changes: Ground) -> None:
    row = ground_of_changes.held()
    replaced(ground_of_changes, row, draft(ground_of_changes))

    with pytest.raises(RuleBroken, match="Ghi lý do huỷ"):
        ending.void(recognition=row, reason=" ", by=ground_of_changes.by)
    with pytest.raises(RuleBroken, match="huỷ dòng của người thay trước"):
        ending.void(recognition=row, reason="nhầm", by=ground_of_changes.by)


def test_without_the_mistaken_successor_the_former_one_is_only_withdrawn(
    ground_of_changes: Ground,
) -> None:
    row = ground_of_changes.held()
    following = replaced(ground_of_changes, row, draft(ground_of_changes))

    ending.void(recognition=following, reason="nhầm người", by=ground_of_changes.by)

    row.refresh_from_db()
    assert (row.end_kind, row.end_number) == ("withdrawn", "09/QĐ-MAU")


def test_a_description_is_corrected_and_the_trail_keeps_no_value(
    ground_of_changes: Ground,
) -> None:
    row = ground_of_changes.held()

    ending.describe(
        recognition=row,
        profile=Profile(("02", "11"), "Trung cấp", "Nông nghiệp"),
        by=ground_of_changes.by,
    )

    row.refresh_from_db()
    (said,) = profiles.opened([row])
    assert (said.components, said.is_party_member) == (("02", "11"), True)
    assert "Trung" not in Entry.objects.get(action="prestige.described").body


def test_components_of_no_list_are_refused(ground_of_changes: Ground) -> None:
    row = ground_of_changes.held()

    with pytest.raises(RuleBroken, match="Không có nhóm thành phần mang mã 77"):
        ending.describe(recognition=row, profile=Profile(("77",)), by=ground_of_changes.by)


def test_persons_of_a_merged_village_are_withdrawn_by_who_is_responsible_now(
    ground_of_changes: Ground,
) -> None:
    row = ground_of_changes.held()
    ground_of_changes.merge_villages()

    ended = ground_of_changes.withdraw(Recognition.objects.get(pk=row.pk), DAY)

    assert ended.valid_until == DAY
    assert not Recognition.objects.in_force(TODAY).exists()
