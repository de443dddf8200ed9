"""The catalogue of indicators, and what waits on the desk."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit.models import Entry
from vungcao.systems.statistics.models import Indicator, IndicatorVersion
from vungcao.systems.statistics.queries import board_duties, indicators
from vungcao.systems.statistics.services import flow, indicating
from vungcao.systems.statistics.services.entering import apply
from vungcao.systems.statistics.services.indicating import Read
from vungcao.systems.statistics.tests.factories import (
    TODAY,
    answer,
    at,
    campaign,
    commune,
    everywhere,
    officer,
    op,
    province,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("province")]
LIST = reverse("statistics:indicators")
FIGURES = ("tay.homes", "tay.male", "tay.female", "nung.homes", "nung.male", "nung.female")


def signed_in(client: Client, role: Role) -> User:
    with everywhere():
        user = officer(role, role, province())
    client.force_login(user)
    return user


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_indicators_are_found_by_group_and_name_and_shown_with_their_definitions(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    signed_in(client, Role.SPECIALIST)
    one = Indicator.objects.get(code="0101")
    address = reverse("statistics:indicator", args=[one.pk])

    with django_assert_max_num_queries(24):
        page = text(client.get(LIST, {"group": one.group}))
    sought = text(client.get(LIST, {"q": "0101"}))
    shown = text(client.get(address))
    found = list(indicators.entries(frozenset({str(one.pk)}), TODAY))

    assert f'href="{address}"' in page
    assert f'href="{address}"' in sought
    assert "chưa xác minh" in shown.lower()
    assert [entry.also for entry in found] == [("0101",)]


def test_an_officer_writes_the_official_code_with_its_source_and_a_reader_cannot(
    client: Client,
) -> None:
    signed_in(client, Role.SPECIALIST)
    one = Indicator.objects.get(code="0101")
    address = reverse("statistics:indicator-code", args=[one.pk])

    bare = client.post(address, {"official_code": "T0101", "source": "trang 3"})
    said = {"official_code": "T0101", "number": "00/2026/TT-MAU", "article": "Phụ lục I"}
    client.post(address, said | {"source": "trang 3"})
    one.refresh_from_db()
    shown = text(client.get(reverse("statistics:indicator", args=[one.pk])))
    signed_in(client, Role.AUDITOR)
    refused = client.post(address, {"official_code": "", "source": "x"})

    assert (bare.status_code, refused.status_code) == (422, 403)
    assert one.official_code == "T0101"
    assert "Phụ lục I, 00/2026/TT-MAU" in shown
    assert "trang 3" in shown
    with everywhere():
        kept = Entry.objects.get(action="statistics.official_code_assigned")
        keeper = officer(Role.SPECIALIST, Role.SPECIALIST, province())
        indicating.assign_official_code(
            indicator=one, official_code="", read=Read("", source="đọc nhầm"), by=keeper
        )
    one.refresh_from_db()
    assert "00/2026/TT-MAU" in kept.body
    assert (one.official_code, one.official_basis) == ("", None)


def test_a_definition_from_a_day_on_ends_the_one_before_and_waits_to_be_verified(
    client: Client,
) -> None:
    signed_in(client, Role.DESIGNER)
    one = Indicator.objects.get(code="0102")
    address = reverse("statistics:indicator-define", args=[one.pk])
    said = {
        "valid_from": "01/01/2027",
        "name": "Số hộ thường trú",
        "unit_of_measure": "hộ",
        "over_units": "sum",
        "over_time": "last",
        "source": "Đề xuất của Sở",
    }

    client.post(address, said)
    again = client.post(address, said)

    new, old = IndicatorVersion.objects.filter(indicator=one).order_by("-valid_from")[:2]
    assert (new.name, new.state) == ("Số hộ thường trú", "unverified")
    assert old.valid_until == new.valid_from
    assert new.dimensions.count() == old.dimensions.count()
    assert again.status_code == 422


def test_a_formula_is_mended_in_place_and_a_circle_is_refused(client: Client) -> None:
    signed_in(client, Role.SPECIALIST)
    one = Indicator.objects.get(code="0402")
    address = reverse("statistics:indicator-define", args=[one.pk])
    said = {
        "valid_from": "01/01/2027",
        "name": "Tỷ lệ",
        "unit_of_measure": "%",
        "over_units": "none",
        "over_time": "none",
        "source": "Đề xuất của Sở",
    }

    first = client.get(address).context["form"]
    wrong = client.post(address, said | {"formula": "100 * #{0401|household_kind=poor} / #{zz}"})
    circle = client.post(address, said | {"formula": "#{0402} * 2"})
    made = client.post(address, said | {"formula": "#{0401|household_kind=poor} * 2"})

    assert "#{0401|household_kind=poor}" in first["formula"].value()
    assert (wrong.status_code, circle.status_code, made.status_code) == (422, 422, 302)
    assert [*wrong.context["form"].errors] == ["formula"]
    assert "gọi nhau vòng tròn: 0402 → 0402" in text(circle)
    assert IndicatorVersion.objects.get(indicator=one, valid_until=None).formula.endswith("* 2")


def test_a_ratio_names_its_parts_and_its_factor(client: Client) -> None:
    signed_in(client, Role.SPECIALIST)
    one = Indicator.objects.get(code="0103")
    address = reverse("statistics:indicator-define", args=[one.pk])
    form = client.get(address).context["form"]
    said = {name: form[name].value() for name in form.fields if name != "valid_from"}

    wrong = client.post(
        address, said | {"valid_from": "01/01/2027", "factor": "0", "numerator": ""}
    )
    client.post(address, said | {"valid_from": "01/01/2027", "factor": "1000"})

    new = IndicatorVersion.objects.get(indicator=one, valid_until=None)
    assert "0101 Dân số người DTTS" in str(form["numerator"])
    assert {*wrong.context["form"].errors} == {"factor", "numerator"}
    assert (new.factor, new.numerator_id) == (1000, said["numerator"])


def test_what_waits_is_told_to_whom_it_waits_for() -> None:
    with everywhere() as keeper:
        typist = officer("can-bo", Role.COMMUNE_OFFICER, commune())
        leader = officer("lanh-dao", Role.COMMUNE_LEADER, commune())
        row = answer(campaign(keeper))
        here, all_of_it = (commune().scope,), (province().scope,)
        asked = [board_duties.entering(typist, here, TODAY).count()]
        apply(submission=row, ops=[op(one, one, "9") for one in FIGURES], by=typist, now=at(1))

        flow.submit(submission=row, by=typist, now=at(2))
        asked += [board_duties.entering(typist, here, TODAY).count()]
        waiting = board_duties.certifying(leader, here, TODAY)
        told = [duty.about for duty in board_duties.tell_certifying(waiting, TODAY)]
        own = board_duties.certifying(typist, here, TODAY).count()
        flow.certify(submission=row, by=leader, now=at(3))
        accept = board_duties.accepting(leader, all_of_it, TODAY)
        said = [duty.title for duty in board_duties.tell_accepting(accept, TODAY)]

        assert (asked, told, own) == ([1, 0], ["Biểu thử"], 0)
        assert said == ["1 báo cáo số liệu chờ Sở tiếp nhận"]
        assert board_duties.overdue(all_of_it, TODAY) == 98
