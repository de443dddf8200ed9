"""Checks over past answers and figures unlike their unit's others: found, named, linked."""

from random import Random
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.units.models import Unit
from vungcao.systems.statistics.models import (
    Campaign,
    CellComment,
    FormVersion,
    Obligation,
    Observation,
    Submission,
)
from vungcao.systems.statistics.queries import recalled, sheets
from vungcao.systems.statistics.queries.recalled import Asked
from vungcao.systems.statistics.queries.tables_ground import last_day
from vungcao.systems.statistics.rules import definition
from vungcao.systems.statistics.services import publishing
from vungcao.systems.statistics.services.publishing import Title
from vungcao.systems.statistics.tests.conftest import Arrange
from vungcao.systems.statistics.tests.factories import (
    NOW,
    commune,
    everywhere,
    form,
    neighbour,
    officer,
    province,
)
from vungcao.systems.statistics.tests.layouts import small

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]
CHECKS, OUTLIERS = reverse("statistics:checks"), reverse("statistics:outliers")
YEARS = range(2019, 2026)
ASKED = {"form": "thu03", "since": "2019", "until": "2025"}
WILD = 2022  # the year of Vân Sơn in which somebody typed a nought too many


@pytest.fixture(scope="module", autouse=True)
def land(once: Arrange) -> None:
    once(arrange)


def arrange() -> None:
    """Seven years of two communes, by chance but for one wild figure and one that is explained."""
    with everywhere() as by:
        version, chance = published(by), Random(7)
        for year in YEARS:
            asked = Campaign.objects.create(
                version=version,
                unit=province(),
                period=year * 1000 + 1,
                due_on=last_day(year * 1000 + 1),
                late_on=last_day(year * 1000 + 1),
                opened_at=NOW,
                opened_by=by,
            )
            for unit in (commune(), neighbour()):
                answer(asked, unit, version, chance)
        row = Submission.objects.get(unit=commune(), obligation__campaign__period=WILD * 1000 + 1)
        CellComment.objects.create(
            submission=row, code="tay.homes", text="Đã đếm lại", revision=1, by=by, at=NOW
        )
        for role, name, place in (
            (Role.SPECIALIST, "chuyen-vien", province()),
            (Role.COMMUNE_OFFICER, "xa", neighbour()),
            (Role.PROVINCE_LEADER, "ubnd", province()),
        ):
            officer(name, role, place)


def published(by: User) -> FormVersion:
    """The small form with checks over cells, the past, what is usual, another form, units below."""
    said = small()
    year = ["h", "*.homes", "y"]
    moved = ["abs", ["-", ["c", "*.homes"], year]]
    usual = ["-", ["c", "*.male"], ["h", "*.male", "med"]]
    wide = ["+", ["n", "9"], ["*", ["n", "9"], ["h", "*.male", "mad"]]]
    said["checks"] += [
        check("moved", "explain", "*.homes", ["<=", ["*", ["n", "2"], moved], year], over="r"),
        check("usual", "notice", "*.male", ["<=", ["abs", usual], wide], over="r"),
        check("other", "notice", "tay.male", ["=", ["c", "tay.male"], ["c", "thu03:tay.male"]]),
        check("below", "notice", "nung.male", ["<=", ["tot", ["k", "nung.male"]], ["n", "1"]]),
    ]
    title = Title(name="Biểu qua các năm", reporter="commune", valid_from=last_day(2000001))
    made = publishing.draft(code="thu03", title=title, layout=definition.read(said), by=by)
    return publishing.publish(version=made, now=NOW, by=by)


def check(name: str, level: str, at: str, tree: list[Any], **more: str) -> dict[str, Any]:
    return {"id": name, "level": level, "at": at, "say": f"Sai {name}", "e": tree, **more}


def answer(asked: Campaign, unit: Unit, version: FormVersion, chance: Random) -> None:
    owed = Obligation.objects.create(campaign=asked, unit=unit, scope=unit.scope)
    row = Submission.objects.create(obligation=owed, unit=unit, scope=unit.scope, counter=1)
    cells = dict(version.form_cells.values_list("code", "cell"))
    is_wild = unit == commune() and asked.period // 1000 == WILD
    for code, cell in cells.items():
        value = chance.randint(20, 30) * (10 if is_wild and code == "tay.homes" else 1)
        state = 0 if chance.random() < 0.9 or code == "tay.homes" else 1
        Observation.objects.create(
            cell_id=cell,
            period=asked.period,
            unit=unit,
            scope=unit.scope,
            value=None if state else value,
            state=state,
            stage=0,
            revision=1,
            submission=row,
        )


def seen(client: Client, address: str, name: str = "chuyen-vien", **words: str) -> Any:
    with scoped(("/1/",)):
        client.force_login(User.objects.get(username=name))
    return client.get(address, {**ASKED, **words})


def test_every_answer_is_checked_as_it_was_when_it_was_entered() -> None:
    with everywhere() as by:
        by.reach = ("/1/",)
        found = recalled.answers(Asked("thu03", 2019, 2025), by, by.reach)
        drawn = recalled.drawings({one.version for one in found})

        bulk = {
            (one.answer.pk, one.check.id, one.check.at) for one in recalled.broken(found, drawn)
        }

        alone = {
            (row.pk, one.id, one.at)
            for row in Submission.objects.filter(pk__in=[one.pk for one in found])
            for one in sheets.failed(row)
        }
        assert len(found) == 14
        assert bulk == alone
        assert {"moved", "usual"} <= {name for _pk, name, _at in bulk}


def test_a_broken_check_leads_to_its_cell_with_what_was_said_about_it(client: Client) -> None:
    text = seen(client, CHECKS, level="explain", reason="yes").content.decode()

    (line,) = text.partition("<tbody")[2].split("</tr>")[:-1]
    assert "Tày, Số hộ" in line
    assert f"Năm {WILD}" in line
    assert "Đã đếm lại" in line
    assert "#i-tay.homes" in line


def test_the_list_is_narrowed_ordered_and_leaves_as_a_file(client: Client) -> None:
    file = seen(client, CHECKS, format="csv", level="explain")

    lines = b"".join(file.streaming_content).decode().splitlines()
    assert len(lines) > 1
    assert all("phải ghi lý do" in line for line in lines[1:])


def test_more_years_ask_no_more_of_the_database(client: Client) -> None:
    def asked(address: str, **words: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            b"".join(seen(client, address, format="csv", **words).streaming_content)
        return len(queries)

    asked(CHECKS)  # what a process reads once is read

    assert asked(CHECKS, since="2022") == asked(CHECKS, since="2019") <= 46
    assert asked(OUTLIERS, since="2022") == asked(OUTLIERS, since="2019") <= 46


def test_a_wild_figure_stands_first_with_its_series_and_leads_to_its_log(client: Client) -> None:
    page = seen(client, OUTLIERS)
    text = " ".join(page.content.decode().split())

    first = text.partition("<tbody")[2].partition("</tr>")[0]
    assert "Tày, Số hộ" in first
    assert f"Năm {WILD}" in first
    assert "Các kỳ khác thường quanh" in first
    assert client.get(first.partition('href="')[2].partition('"')[0]).status_code == 200


def test_nothing_is_said_of_units_beyond_reach_and_others_are_refused(client: Client) -> None:
    own = seen(client, OUTLIERS, "xa", times="10").content.decode()

    assert f"Năm {WILD}" not in own
    assert "Không có số nào khác hẳn" in own
    assert seen(client, CHECKS, "ubnd").status_code == 403
    assert seen(client, OUTLIERS, "ubnd").status_code == 403


def test_the_list_begins_with_a_form_that_somebody_was_asked_for(client: Client) -> None:
    with everywhere():
        form("aa-cong-bo", name="Số đã công bố")
    offered = seen(client, CHECKS).context["filters"].fields["form"].choices

    assert offered[0][0] == "thu03"
    assert offered[1] == ("aa-cong-bo", "Số đã công bố")


def test_years_that_cannot_be_are_refused_with_a_sentence(client: Client) -> None:
    page = seen(client, CHECKS, since="2025", until="2020")

    assert "Năm cuối phải từ năm đầu trở đi" in page.content.decode()
