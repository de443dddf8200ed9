"""Selections of the demo, all invented: rounds at each step in two communes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.base_user import AbstractBaseUser

from vungcao.kernel.accounts.models import User
from vungcao.kernel.norms.models import EthnicGroup
from vungcao.kernel.offers.upkeep import Demo, demos
from vungcao.kernel.people.drafts import PersonDraft
from vungcao.kernel.people.models import ResidenceKind, Sex
from vungcao.kernel.units import queries
from vungcao.kernel.units.demo import decision
from vungcao.kernel.units.demo_counts import number
from vungcao.kernel.units.models import Kind, Unit
from vungcao.systems.prestige.models import Cycle, Recognition, RoundState, SelectionRound
from vungcao.systems.prestige.queries import selections as reads
from vungcao.systems.prestige.services import printing, proposing, selecting
from vungcao.systems.prestige.services.deciding import Decided
from vungcao.systems.prestige.services.minutes import Sitting
from vungcao.systems.prestige.services.selecting import JointMeeting, Meeting

MERGED = date(2025, 7, 1)
COMMUNE, NEIGHBOUR = "07621", "07582"
# How far each round has come: to replace somebody of these communes, and in villages without one.
REPLACING = {
    COMMUNE: (
        (RoundState.JOINT, "health"),
        (RoundState.LISTED, "own_wish"),
        (RoundState.LISTED, "health"),
        (RoundState.CANCELLED, "own_wish"),
        (RoundState.CHECKED, "moved"),
        (RoundState.OPEN, "moved"),
    ),
    NEIGHBOUR: ((RoundState.DECIDED, "moved"), (RoundState.MET, "health")),
}
FREE = (RoundState.MET, RoundState.CHECKED, RoundState.OPEN)
STEPS = (
    RoundState.OPEN,
    RoundState.MET,
    RoundState.JOINT,
    RoundState.CHECKED,
    RoundState.LISTED,
    RoundState.DECIDED,
)
NAMES = (
    ("Nông Mẫu Thành", "1961", Sex.MALE, "Nùng"),
    ("Hoàng Mẫu Liên", "1968", Sex.FEMALE, "Tày"),
    ("Lăng Mẫu Quý", "1957", Sex.MALE, "Nùng"),
    ("Vi Mẫu Thảo", "1972", Sex.FEMALE, "Tày"),
    ("Chu Mẫu Đức", "1964", Sex.MALE, "Nùng"),
)
LED = Sitting(
    "nhà văn hoá thôn",
    "Trần Mẫu Hưng",
    "Ninh Mẫu Nhàn",
    "đại diện chi bộ, ban công tác mặt trận, các hộ trong thôn",
    "Các hộ nhất trí với cách bình chọn.",
)


@dataclass(frozen=True)
class Stage:
    """Who builds, on which days, and the numbers that make each round its own."""

    by: User
    today: date
    groups: Mapping[str, EthnicGroup]
    cycle: Cycle

    def day(self, before: int) -> date:
        return self.today - timedelta(days=before)


def build(by: AbstractBaseUser, today: date) -> None:
    """A few rounds at each step, with the printed minutes of one."""
    assert isinstance(by, User)
    cycle = Cycle.objects.in_force(today).first()
    if cycle is None or SelectionRound.objects.exists() or not Recognition.objects.exists():
        return
    stage = Stage(by, today, {group.name: group for group in EthnicGroup.objects.all()}, cycle)
    for code, wanted in REPLACING.items():
        commune = queries.by_code(queries.GSO, Kind.COMMUNE, code, MERGED)
        if commune is not None:
            _replacing(commune, wanted, stage)
    for nth, (village, state) in enumerate(zip(_without(today), FREE, strict=False)):
        made = selecting.open_round(village=village, cycle=cycle, today=stage.day(40), by=by)
        _led(made, state, 2 + nth, stage)


def _replacing(commune: Unit, wanted: tuple[tuple[RoundState, str], ...], stage: Stage) -> None:
    held = Recognition.objects.in_force(stage.today).under([commune.scope])
    rows = held.filter(end_kind="", replaces=None, unit__valid_until=None).select_related("unit")
    done: dict[str, list[SelectionRound]] = {}
    for nth, (state, reason) in enumerate(wanted):
        replaced = rows.order_by("-pk")[nth]
        made = selecting.open_round(
            village=replaced.unit,
            cycle=stage.cycle,
            today=stage.day(40),
            by=stage.by,
            replaced=replaced,
            end_reason=reason,
        )
        done.setdefault(state, []).append(_led(made, state, nth, stage))
    for state in (RoundState.LISTED, RoundState.DECIDED):
        if state in done:
            _listed(commune, done[state], state, stage)


def _without(today: date) -> Iterator[Unit]:
    """Villages of the demo that have nobody, in their order."""
    taken = Recognition.objects.in_force(today).values("scope")
    villages = Unit.objects.in_force(today).filter(kind=Kind.VILLAGE, key__startswith="mau/")
    yield from villages.exclude(scope__in=taken).order_by("pk")[: len(FREE)]


def _led(made: SelectionRound, state: str, nth: int, stage: Stage) -> SelectionRound:
    """Bring a round as far as it has come; a cancelled one had only its nominees."""
    for one in (nth % len(NAMES), (nth + 1) % len(NAMES)):
        _nominate(made, one, stage)
    if state == RoundState.CANCELLED:
        reason = "Người cần thay đề nghị tiếp tục"
        selecting.cancel_round(selection=made, reason=reason, today=stage.day(30), by=stage.by)
        return made
    at = STEPS.index(RoundState(state))
    if at >= STEPS.index(RoundState.MET):
        made = _meet(made, stage)
    if at >= STEPS.index(RoundState.JOINT):
        made = _meet_jointly(made, stage)
    if at >= STEPS.index(RoundState.CHECKED):
        unmet: dict[int, tuple[str, ...]] = {one.pk: () for one in reads.nominees(made)}
        made = proposing.check_by_commune(
            selection=made, checked_on=stage.day(12), unmet=unmet, today=stage.today, by=stage.by
        )
    if state == RoundState.JOINT:
        for form in (printing.FORM01, printing.FORM02):
            printing.print_round(selection=made, form=form, today=stage.today, by=stage.by)
    return made


def _nominate(made: SelectionRound, nth: int, stage: Stage) -> None:
    name, born, sex, group = NAMES[nth]
    whom = PersonDraft(
        full_name=name,
        unit=made.unit,
        birth=born,
        sex=sex,
        ethnic_group=stage.groups.get(group),
        residence_kind=ResidenceKind.PERMANENT,
    )
    selecting.nominate(selection=made, whom=whom, today=stage.day(35), by=stage.by)


def _meet(made: SelectionRound, stage: Stage) -> SelectionRound:
    total = number(f"binh-chon/{made.pk}/ho", 60, 140)
    present = total - number(f"binh-chon/{made.pk}/vang", 4, total // 4)
    first, second = reads.nominees(made)
    votes = {first.pk: present - 9, second.pk: 9}
    meeting = Meeting(stage.day(24), total, present, votes, LED)
    return selecting.close_meeting(selection=made, meeting=meeting, today=stage.today, by=stage.by)


def _meet_jointly(made: SelectionRound, stage: Stage) -> SelectionRound:
    first, second = reads.nominees(made)
    joint = JointMeeting(stage.day(20), 9, {first.pk: 8, second.pk: 1}, frozenset({first.pk}), LED)
    return selecting.hold_joint_meeting(selection=made, joint=joint, today=stage.today, by=stage.by)


def _listed(commune: Unit, rounds: list[SelectionRound], state: str, stage: Stage) -> None:
    proposal = proposing.list_rounds(
        commune=commune,
        cycle=stage.cycle,
        rounds=rounds,
        made_on=stage.day(10),
        today=stage.today,
        by=stage.by,
    )
    proposing.send(proposal=proposal, by=stage.by)
    if state != RoundState.DECIDED:
        return
    (named,) = queries.on_day([commune.pk], stage.today)
    office = f"Uỷ ban nhân dân {named.name[0].lower()}{named.name[1:]}"
    proposing.decide(
        proposal=proposal,
        decided=Decided(decision(70), stage.day(4), commune, office),
        valid_from=stage.day(3),
        today=stage.today,
        by=stage.by,
    )


demos.register("prestige.selections", Demo(order=72, build=build))
