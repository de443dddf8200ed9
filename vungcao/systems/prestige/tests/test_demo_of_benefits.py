"""The demo's benefits: as many gifts as the register has persons, and the year's arithmetic."""

import pytest
from django.test import Client
from django.urls import reverse

from vungcao.kernel.accounts.models import User
from vungcao.kernel.scopes.services import scoped
from vungcao.systems.prestige.models import Benefit, GrantList, Visit, VisitState

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("register")]


def test_gifts_by_list_reach_everybody_and_the_published_districts() -> None:
    with scoped(("/1/",)):
        counts = {row.title: row.benefits.count() for row in GrantList.objects.order_by("pk")}

    assert counts["Quà Tết Cơm mới 2023"] == 116 + 214 + 98
    assert {counts[f"Quà Tết Nguyên đán {year}"] for year in (2024, 2025, 2026)} == {522}


def test_visits_are_planned_and_made_and_no_benefit_is_above_its_ceiling() -> None:
    with scoped(("/1/",)):
        states = set(Visit.objects.values_list("state", flat=True))
        kinds = set(Benefit.objects.values_list("kind", flat=True))

    assert states == {VisitState.PLANNED, VisitState.DONE}
    assert kinds == {"tet_gift", "illness", "hardship", "newspaper"}


def test_who_pays_reads_the_forecast_of_the_year_and_no_name(client: Client) -> None:
    client.force_login(User.objects.get(username="tai-chinh"))

    page = client.get(reverse("prestige:budget")).content.decode()

    assert "522 × 500.000 × 2 = 522.000.000" in page
    assert "prestige.benefit.death.ceiling" in page
    assert " Mẫu " not in page
