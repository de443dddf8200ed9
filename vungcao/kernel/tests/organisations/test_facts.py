"""What changes about a body that stays the same: name, code, place, contact, calendar."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from vungcao.kernel.audit.models import Entry
from vungcao.kernel.calendar.models import WorkingCalendar
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.organisations import queries, services
from vungcao.kernel.organisations.models import Contact, OrganisationName, Oversight
from vungcao.kernel.tests.organisations.world import ACT, FOUNDED, World

pytestmark = pytest.mark.django_db
EVE = date(2025, 6, 30)


@pytest.fixture
def world() -> World:
    return World()


def test_a_body_is_called_as_on_the_day_that_is_asked_for(world: World) -> None:
    body = world.founded("Ban Dân tộc mẫu")

    services.rename(
        organisation=body,
        text="Sở mẫu",
        abbreviation="S",
        valid_from=ACT,
        basis=world.basis,
        by=world.by,
    )

    assert queries.name(body, EVE) == "Ban Dân tộc mẫu"
    assert queries.name(body, ACT) == "Sở mẫu"
    assert queries.name(body, date(2020, 1, 1)) == "Ban Dân tộc mẫu"


def test_a_name_may_not_begin_before_one_that_is_written_already(world: World) -> None:
    body = world.founded("Ban mẫu")
    given: dict[str, Any] = {"organisation": body, "basis": world.basis, "by": world.by}
    services.rename(text="Sở mẫu", valid_from=ACT, **given)

    with pytest.raises(RuleBroken, match="01/07/2025"):
        services.rename(text="Sở khác", valid_from=EVE, **given)

    assert OrganisationName.objects.count() == 2


def test_the_database_refuses_two_names_at_a_time(world: World) -> None:
    body = world.founded("Ban mẫu")

    with pytest.raises(IntegrityError), transaction.atomic():
        OrganisationName.objects.create(
            organisation=body, text="X", folded="x", basis=world.basis, valid_from=ACT
        )


def test_a_code_means_one_body_at_a_time(world: World) -> None:
    one, other = world.founded("Sở mẫu"), world.founded("Ban mẫu")
    given: dict[str, Any] = {
        "scheme": "mau",
        "code": "000.00.00",
        "basis": world.basis,
        "by": world.by,
    }
    services.assign_code(organisation=one, valid_from=ACT, **given)

    with pytest.raises(RuleBroken, match="cơ quan khác"):
        services.assign_code(organisation=other, valid_from=ACT, **given)


def test_two_bodies_never_stand_under_each_other(world: World) -> None:
    above = world.founded("Uỷ ban nhân dân tỉnh Mẫu")
    below = world.founded("Sở mẫu", parent=above)

    with pytest.raises(RuleBroken, match="đứng dưới nhau"):
        services.place_under(
            organisation=above, parent=below, valid_from=ACT, basis=world.basis, by=world.by
        )

    assert Oversight.objects.get().parent == above


def test_a_contact_is_dated_and_the_audit_holds_only_field_names(world: World) -> None:
    body = world.founded("Sở mẫu")
    given: dict[str, Any] = {"organisation": body, "by": world.by}
    services.set_contact(
        reached=services.Reached(telephone="0900 000 001"), valid_from=FOUNDED, **given
    )

    services.set_contact(
        reached=services.Reached(telephone="0900 000 002"), valid_from=ACT, **given
    )

    assert Contact.objects.in_force(EVE).get().telephone == "0900 000 001"
    assert Contact.objects.in_force(ACT).get().telephone == "0900 000 002"
    assert not Entry.objects.filter(body__contains="0900").exists()


def test_an_empty_contact_is_refused(world: World) -> None:
    with pytest.raises(RuleBroken, match="ít nhất một cách"):
        services.set_contact(
            organisation=world.founded("Sở mẫu"),
            reached=services.Reached(address="  "),
            valid_from=ACT,
            by=world.by,
        )


def test_a_body_works_by_another_calendar(world: World) -> None:
    body = world.founded("Sở mẫu")
    other = WorkingCalendar.objects.create(code="khac", name="Lịch khác")

    services.set_calendar(organisation=body, calendar=other, by=world.by)

    body.refresh_from_db()
    assert body.calendar == other


def test_nothing_changes_about_a_body_that_has_ended(world: World) -> None:
    body = world.founded("Sở mẫu")
    services.close(organisation=body, on=ACT, basis=world.basis, by=world.by)

    with pytest.raises(RuleBroken, match="đã kết thúc"):
        services.rename(
            organisation=body, text="Sở khác", valid_from=ACT, basis=world.basis, by=world.by
        )


def test_a_contact_begun_today_is_corrected_and_the_audit_says_which_fields(world: World) -> None:
    body = world.founded("Sở mẫu")
    given: dict[str, Any] = {"organisation": body, "valid_from": ACT, "today": ACT, "by": world.by}
    services.set_contact(reached=services.Reached(telephone="0900", email="a@b.invalid"), **given)

    services.set_contact(reached=services.Reached(telephone="0901", email="a@b.invalid"), **given)

    assert Contact.objects.get().telephone == "0901"
    entry = Entry.objects.get(body__contains="organisations.contact_corrected")
    assert '"telephone"' in entry.body
    assert "0900" not in entry.body


def test_a_name_begun_today_is_corrected_and_the_audit_keeps_what_it_was(world: World) -> None:
    body = world.founded("Ban mẫu")
    given: dict[str, Any] = {"organisation": body, "basis": world.basis, "by": world.by}
    services.rename(text="Sở mâu", valid_from=ACT, today=ACT, **given)

    services.rename(text="Sở mẫu", valid_from=ACT, today=ACT, **given)

    assert queries.name(body, EVE) == "Ban mẫu"
    assert queries.name(body, ACT) == "Sở mẫu"
    assert "Sở mâu" in Entry.objects.get(body__contains="organisations.name_corrected").body


def test_a_place_begun_today_is_corrected(world: World) -> None:
    wrong, right, body = (world.founded(name) for name in ("Sở A", "Sở B", "Phòng mẫu"))
    given: dict[str, Any] = {"organisation": body, "basis": world.basis, "by": world.by}
    services.place_under(parent=wrong, valid_from=ACT, today=ACT, **given)

    services.place_under(parent=right, valid_from=ACT, today=ACT, **given)

    assert Oversight.objects.get().parent == right
    assert Entry.objects.filter(body__contains="organisations.place_corrected").count() == 1


def test_a_code_begun_today_is_corrected(world: World) -> None:
    body = world.founded("Sở mẫu")
    given: dict[str, Any] = {"organisation": body, "basis": world.basis, "by": world.by}
    given |= {"scheme": "mau", "valid_from": ACT, "today": ACT}
    services.assign_code(code="000.00.01", **given)

    services.assign_code(code="000.00.02", **given)

    assert body.codes.get().code == "000.00.02"


def test_what_began_yesterday_is_followed_and_never_corrected(world: World) -> None:
    body = world.founded("Sở mẫu")
    given: dict[str, Any] = {"organisation": body, "by": world.by}
    services.set_contact(reached=services.Reached(telephone="0900"), valid_from=EVE, **given)

    with pytest.raises(RuleBroken, match="chọn một ngày sau"):
        services.set_contact(
            reached=services.Reached(telephone="0901"), valid_from=EVE, today=ACT, **given
        )

    assert Contact.objects.get().telephone == "0900"
