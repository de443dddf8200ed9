"""The files of organisations: today's bodies of every commune, and who came before whom."""

from datetime import date

import pytest

from vungcao.kernel.accounts.models import User
from vungcao.kernel.offers import reference
from vungcao.kernel.offers.upkeep import reference_files
from vungcao.kernel.organisations import demo, queries
from vungcao.kernel.organisations.models import (
    Contact,
    Organisation,
    OrganisationKind,
    OrganisationSuccession,
)
from vungcao.kernel.units.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TODAY = date(2026, 11, 23)


@pytest.fixture
def loaded(province: None) -> None:
    if not Organisation.objects.exists():
        load()


def load() -> None:
    by = User.objects.create(username="nap")
    for name, offer in sorted(reference_files.items(), key=lambda item: item[1].order):
        if name.startswith(("calendar.calendars", "organisations.")):
            offer.load(reference.rows(offer.file), by)
    by.delete()


def body(key: str) -> Organisation:
    return Organisation.objects.get(key=key)


def test_each_commune_of_today_has_a_committee_and_a_service_centre(loaded: None) -> None:
    committees = queries.as_of(TODAY, kind=OrganisationKind.PEOPLES_COMMITTEE)
    centres = queries.as_of(TODAY, kind=OrganisationKind.SERVICE_CENTRE)

    assert len(committees) == len(centres) == 99 + 1
    assert "Uỷ ban nhân dân xã Vân Sơn" in [found.name for found in committees]
    assert "UBND phường Chũ" in [found.abbreviation for found in committees]
    above = {found.parent for found in centres}
    assert above == {found.id for found in committees}


def test_the_agency_of_2021_has_become_that_of_today(loaded: None) -> None:
    old, new = body("ban-dan-toc-bac-giang"), body("so-dttg-bac-ninh")

    assert queries.successors(old, TODAY) == [new]
    assert queries.predecessors(new, date(2021, 6, 1)) == [old]
    assert queries.name(old, TODAY) == "Ban Dân tộc tỉnh Bắc Giang"


def test_a_district_office_ended_and_its_communes_took_over(loaded: None) -> None:
    office = body("phong-dan-toc-220")
    after = queries.successors(office, TODAY)

    assert office.valid_until == date(2025, 7, 1)
    assert "Uỷ ban nhân dân xã Sơn Động" in queries.called([b.pk for b in after], TODAY).values()
    assert not OrganisationSuccession.objects.filter(source=office, receives_files=True).exists()


def test_a_gone_district_is_answered_for_by_the_province(loaded: None) -> None:
    district = Unit.objects.get(key="h-220")

    found = queries.responsible(district, OrganisationKind.DEPARTMENT, TODAY)

    assert found == body("so-dttg-bac-ninh")


def test_loading_again_changes_nothing(loaded: None) -> None:
    before = Organisation.objects.count(), OrganisationSuccession.objects.count()

    load()

    assert (Organisation.objects.count(), OrganisationSuccession.objects.count()) == before


def test_what_nobody_has_read_is_on_the_page_of_doubts(loaded: None) -> None:
    assert any("cơ quan" in doubt.value for doubt in queries.doubts())


def test_the_demo_invents_contacts_that_reach_nobody(loaded: None) -> None:
    demo.build(User.objects.create(username="demo"), TODAY)

    rows = Contact.objects.all()
    assert rows.count() == 10
    assert all(row.telephone.startswith("0900 000 ") for row in rows)
    assert all(row.email.endswith(".invalid") for row in rows)
