"""A step of a dossier and the worklist, among a hundred thousand cases.

A step is what the services do for a request that has read its account and its grants: one
transaction with lock, events, clock, hand-over, audit and outbox, committed. Steps that print and
sign a paper are given by their names; what they cost is the signature.

`python -m vungcao.config.bench.onestop` measures in the database that the environment names.
"""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from functools import partial
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

from vungcao.config import boot

if TYPE_CHECKING:
    from vungcao.kernel.accounts.models import User
    from vungcao.systems.onestop.models import Dossier

BUDGETS: dict[str, float] = {"step_p50_ms": 10, "worklist_p50_ms": 50}
ROWS, DOSSIERS, LISTS = 100_000, 40, 40
PRINTING = {"tiep_nhan", "bo_sung", "dung"}
TODAY = date(2026, 11, 23)


def main() -> None:
    """The last line is what was measured."""
    boot.enter()
    workers = _accounts()
    rows = _fill(workers["canbo-xa"])
    steps = _steps(workers["canbo-xa"])
    lists = [_worklist(worker) for worker in workers.values() for _nth in range(LISTS)]
    plain = [one for kind in steps.keys() - PRINTING for one in steps[kind]]
    figures = {"step_p50_ms": _ms(plain), "worklist_p50_ms": _ms(lists)}
    figures |= {f"{kind}_p50_ms": _ms(taken) for kind, taken in steps.items()}
    sys.stdout.write(json.dumps({"rows": rows, "figures": figures}) + "\n")


def _ms(taken: list[float]) -> float:
    return round(median(taken) * 1000, 2)


@contextmanager
def _as(user: "User") -> Iterator[None]:
    """One transaction of a request of this account."""
    from vungcao.kernel.scopes.services import Door, scoped

    with scoped(user.reach, account=user.pk, door=Door.OFFICE):
        yield


def _accounts() -> "dict[str, User]":
    """An officer of a commune, and one of the department who reaches the province."""
    from vungcao.config import demo
    from vungcao.kernel.access import services as access
    from vungcao.kernel.access.queries import reach
    from vungcao.kernel.access.roles import Role
    from vungcao.kernel.access.weighing import NewGrant
    from vungcao.kernel.accounts import services as accounts
    from vungcao.kernel.scopes.services import scoped
    from vungcao.kernel.units.models import NATION_SCOPE

    found = {}
    with scoped((NATION_SCOPE,)):
        by = accounts.system_account("bench")
        by.reach = (NATION_SCOPE,)
        for role, unit in (
            (Role.COMMUNE_OFFICER, demo.commune()),
            (Role.SPECIALIST, demo.province()),
        ):
            user = accounts.open_demo_account(username=role.value, password="bench", by=by)
            new = NewGrant(user=user, role=role, unit=unit, valid_from=demo.SINCE)
            access.grant(new=new, today=demo.SINCE, by=by)
            user.reach = reach(user, TODAY)
            found[user.username] = user
    return found


def _fill(worker: "User") -> int:
    from vungcao.config.bench.queries import lay
    from vungcao.kernel.organisations.models import Organisation, OrganisationKind
    from vungcao.kernel.scopes.services import scoped
    from vungcao.kernel.units.models import NATION_SCOPE, Kind

    like = _received(worker)
    with scoped((NATION_SCOPE,)):
        communes = Organisation.objects.in_force(TODAY).filter(
            kind=OrganisationKind.PEOPLES_COMMITTEE, unit__kind=Kind.COMMUNE
        )
        ids = list(communes.order_by("pk").values_list("pk", flat=True))
        return lay(count=ROWS, like=like.case_id, bodies=ids)


def _now(hours: int = 0) -> datetime:
    from vungcao.kernel.calendar.rules import ZONE

    return datetime(2026, 11, 23, 8, tzinfo=ZONE) + timedelta(hours=hours)


def _received(worker: "User") -> "Dossier":
    from vungcao.systems.onestop.services import receiving

    row = _submitted(worker)
    with _as(worker):
        return receiving.receive(dossier=row, action="tiep_nhan", now=_now(), by=worker)


def _submitted(worker: "User") -> "Dossier":
    """A dossier of 1.012222 for two persons, all invented."""
    from vungcao.config import demo
    from vungcao.kernel.organisations.models import OrganisationKind
    from vungcao.kernel.organisations.queries import responsible
    from vungcao.systems.onestop.models import Channel
    from vungcao.systems.onestop.queries import versions
    from vungcao.systems.onestop.services.submitting import NewDossier, NewPaper, NewSubject, submit

    with _as(worker):
        place = demo.commune()
        version = versions.on("1.012222", TODAY)
        intake = responsible(place, OrganisationKind.SERVICE_CENTRE, TODAY)
        assert version is not None
        assert intake is not None
        line = {"nam_sinh": 1960, "gioi_tinh": "male", "dan_toc": "Nùng", "thon": 1}
        new = NewDossier(
            version=version,
            place=place,
            intake=intake,
            channel=Channel.DESK,
            contact={"name": "Trưởng thôn Mẫu"},
            answers={"ngay_hop": "2026-11-10"},
            subjects=[NewSubject({**line, "ho_ten": f"Nông Văn Mẫu {nth}"}) for nth in (1, 2)],
            papers=[NewPaper(code) for code in ("de_nghi", "mau01", "mau02")],
        )
        return submit(new=new, now=_now(), by=worker).dossier


def _steps(worker: "User") -> dict[str, list[float]]:
    """Each dossier goes its way; every step is a transaction that is committed."""
    from vungcao.kernel.access.queries import remember
    from vungcao.kernel.scopes.services import plans_kept
    from vungcao.systems.onestop.services import receiving, supplementing
    from vungcao.systems.onestop.services.moving import move
    from vungcao.systems.onestop.services.submitting import NewPaper
    from vungcao.systems.onestop.services.supplementing import Item, Request

    asked = Request([Item("mau02", "Thiếu chữ ký")])
    papers = [NewPaper("mau02")]
    taken: dict[str, list[float]] = {}
    remember(worker, TODAY)
    for _nth in range(DOSSIERS):
        row = _submitted(worker)
        ways: dict[str, Callable[..., object]] = {
            "tiep_nhan": partial(receiving.receive, dossier=row),
            "chuyen": partial(move, dossier=row),
            "bo_sung": partial(supplementing.ask, dossier=row, request=asked),
            "da_bo_sung": partial(supplementing.supply, dossier=row, papers=papers),
            "dung": partial(move, dossier=row, words="Đo"),
        }
        for hours, (action, way) in enumerate(ways.items()):
            began = perf_counter()
            with plans_kept(), _as(worker):
                way(action=action, now=_now(hours), by=worker)
            taken.setdefault(action, []).append(perf_counter() - began)
    return taken


def _worklist(worker: "User") -> float:
    from vungcao.kernel.cases.queries.worklists import Wanted, worklist
    from vungcao.systems.onestop.services.engine import KIND

    began = perf_counter()
    with _as(worker):
        found = worklist(worker, Wanted(kind=KIND), _now())
    assert len(found) == 100
    return perf_counter() - began


if __name__ == "__main__":
    main()
