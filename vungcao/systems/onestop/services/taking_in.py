"""Taking in at a desk: a dossier, received at once when complete; papers that were asked for."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.systems.onestop.models import Dossier
from vungcao.systems.onestop.queries import desk, versions
from vungcao.systems.onestop.queries.facts import missing
from vungcao.systems.onestop.services import receiving, supplementing
from vungcao.systems.onestop.services.storing import Scan, store_scans
from vungcao.systems.onestop.services.submitting import NewDossier, Submitted, likeness, submit


class LooksAlike(RuleBroken):
    """Running dossiers of the same procedure, applicant and persons: somebody has to say no."""

    def __init__(self, dossiers: Sequence[Dossier]) -> None:
        super().__init__(
            "Đã có hồ sơ giống hồ sơ này đang giải quyết: mở ra xem, chỉ nhận tiếp khi khác việc."
        )
        self.dossiers = dossiers


@transaction.atomic
def take_in(
    *,
    new: NewDossier,
    scans: Sequence[Scan] = (),
    is_another: bool = False,
    now: datetime,
    by: User,
) -> Submitted:
    """Take a dossier in for any agency of the province.

    With a paper missing it waits for its receipt. Of two at the same moment that look alike the
    second sees the first. Raises `LooksAlike` unless `is_another` says
    that it is not one of those, and whatever `submit` raises.
    """
    if not is_another:
        mark = likeness(new)
        desk.wait_for_alike(mark)
        if found := desk.alike(mark, by):
            raise LooksAlike(found)
    _refuse_others(new, scans, now, by)
    papers = store_scans(scans=scans, place=new.place, by=by)
    done = submit(new=replace(new, papers=[*new.papers, *papers]), now=now, by=by)
    process = versions.process(new.version)
    ways = process.from_step(done.dossier.step)
    action = next((one.code for one in ways if one.does == "receive"), "")
    if not action or missing(done.dossier, process, new.answers):
        return done
    received = receiving.receive(dossier=done.dossier, action=action, now=now, by=by)
    return replace(done, dossier=received)


@transaction.atomic
def bring(
    *, dossier: Dossier, action: str, scans: Sequence[Scan], now: datetime, by: User
) -> Dossier:
    """Keep and lay the papers that were asked for: all of them, or none while a rule is broken."""
    papers = store_scans(scans=scans, place=dossier.unit, by=by)
    return supplementing.supply(dossier=dossier, action=action, papers=papers, now=now, by=by)


def _refuse_others(new: NewDossier, scans: Sequence[Scan], now: datetime, by: User) -> None:
    """What is used again is of the procedure's kind, place and time, and of no other dossier."""
    again = [(one.code, one.again) for one in scans if one.again]
    if not again:
        return
    day, process = now.astimezone(ZONE).date(), versions.process(new.version)
    offered = desk.issued_here(new.version, process, new.place, by, day)
    known = {(code, row.code) for code, rows in offered.items() for row in rows}
    if not known.issuperset(again):
        raise RuleBroken(
            "Không thấy văn bản muốn dùng lại, hoặc văn bản không thuộc thủ tục này, địa bàn này, "
            "hoặc đã nằm trong hồ sơ khác: chọn lại trong danh sách."
        )
