"""The heads kept outside show what a recomputed chain inside would hide."""

from datetime import date
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import anchors, queries, services

pytestmark = pytest.mark.django_db(transaction=True)
DAY = date(2026, 11, 23)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "heads.jsonl"
    account = User.objects.create(username="quan-tri")
    for day in (22, 23):
        with transaction.atomic():
            services.record(by=account, action="units.named", subject="a row")
        anchors.append(path, date(2026, 11, day))
    return path


def test_agrees_with_a_trail_that_nobody_touched(file: Path) -> None:
    assert list(anchors.faults(file)) == []
    assert len(file.read_text().splitlines()) == 2


def test_a_second_call_of_a_day_adds_nothing(file: Path) -> None:
    anchors.append(file, DAY)
    assert len(file.read_text().splitlines()) == 2


def test_a_trail_cut_off_at_its_end_verifies_inside_and_fails_here(
    file: Path, owner: psycopg.Connection[Any]
) -> None:
    owner.execute("alter table audit_entry disable trigger all")
    owner.execute("alter table audit_link disable trigger all")
    owner.execute("delete from audit_entry where id = (select entry from audit_link where seq = 2)")
    owner.execute("delete from audit_link where seq = 2")

    assert queries.verify().holds
    assert [(fault.line, fault.reason) for fault in anchors.faults(file)] == [
        (2, "nhật ký “units” không còn khớp")
    ]


def test_a_changed_line_is_found_by_the_next(file: Path) -> None:
    first, second = file.read_text().splitlines()
    file.write_text(first.replace("2026-11-22", "2026-11-21") + "\n" + second + "\n")

    assert [fault.line for fault in anchors.faults(file)] == [2]


def test_a_line_that_is_no_anchor_is_said_so(file: Path) -> None:
    file.write_text(file.read_text() + "chép nhầm\n")

    assert [fault.reason for fault in anchors.faults(file)] == ["dòng không đọc được"]
