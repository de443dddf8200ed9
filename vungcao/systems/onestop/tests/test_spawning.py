"""Linked dossiers: one procedure calls for another, and waits for it where it says so."""

from collections.abc import Iterator
from datetime import date

import pytest

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.systems.onestop.models import Dossier
from vungcao.systems.onestop.queries import versions
from vungcao.systems.onestop.queries.facts import facts
from vungcao.systems.onestop.rules.statuses import Status
from vungcao.systems.onestop.services import publishing, receiving
from vungcao.systems.onestop.services.moving import move
from vungcao.systems.onestop.services.spawning import spawn
from vungcao.systems.onestop.tests.factories import (
    RECOGNISE,
    at,
    at_work,
    commune,
    officer,
    standing,
    version,
)
from vungcao.systems.onestop.tests.waiting import linked

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]


@pytest.fixture
def worker() -> Iterator[User]:
    with standing(officer("can-bo", Role.COMMUNE_OFFICER, commune())) as user:
        yield user


def spawned(by: User, *, waits: bool = True) -> tuple[Dossier, Dossier]:
    row = at_work(by, version=linked(by, waits=waits))
    return row, spawn(dossier=row, action="lien_thong", now=at(24), by=by)


def is_finished(row: Dossier) -> bool:
    return facts(row, versions.process(row.version), {})["children.finished"]


def test_the_linked_dossier_takes_over_what_is_known(worker: User) -> None:
    row, child = spawned(worker)

    assert child.version.procedure.code == RECOGNISE
    assert child.status == Status.SUBMITTED
    assert child.unit == row.unit
    assert child.subjects.count() == row.subjects.count() == 2
    assert set(child.papers.values_list("code", flat=True)) == {"de_nghi", "mau01", "mau02"}
    assert row.case.children.get().child == child.case


def test_the_dossier_waits_for_the_one_it_called_for(worker: User) -> None:
    row, child = spawned(worker)
    assert not is_finished(row)
    with pytest.raises(RuleBroken, match="liên thông"):
        move(dossier=row, action="dung", words="Thử", now=at(25), by=worker)

    receiving.refuse(dossier=child, action="tu_choi", reason="Thử", now=at(25), by=worker)

    assert is_finished(row)
    assert move(dossier=row, action="dung", words="Thử", now=at(26), by=worker).finished_at


def test_where_the_procedure_does_not_wait_both_go_their_way(worker: User) -> None:
    row, child = spawned(worker, waits=False)

    assert is_finished(row)
    assert move(dossier=row, action="dung", words="Thử", now=at(25), by=worker).finished_at
    assert not Dossier.objects.get(pk=child.pk).finished_at


def test_a_procedure_that_is_not_in_force_is_not_opened(worker: User) -> None:
    row = at_work(worker, version=linked(worker))
    publishing.close(version=version(), on=date(2026, 11, 20), by=worker)

    with pytest.raises(RuleBroken, match="không còn hiệu lực"):
        spawn(dossier=row, action="lien_thong", now=at(24), by=worker)

    assert Dossier.objects.count() == 1
