"""The selection of a village: opened, nominated for, met, met jointly, or cancelled."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.documents.services import issuing
from vungcao.kernel.norms.queries import NothingInForce
from vungcao.kernel.people import services as people
from vungcao.kernel.people.drafts import PersonDraft
from vungcao.kernel.people.models import Person
from vungcao.kernel.people.queries import records_of
from vungcao.kernel.units.models import Kind, Unit
from vungcao.kernel.vault import services as vault
from vungcao.systems.prestige.models import (
    ENDED,
    Cycle,
    FormPaper,
    Nominee,
    ProposalState,
    Recognition,
    RoundState,
    SelectionRound,
)
from vungcao.systems.prestige.queries import norms
from vungcao.systems.prestige.queries import selections as reads
from vungcao.systems.prestige.rules import quorum
from vungcao.systems.prestige.rules import selecting as rules
from vungcao.systems.prestige.services import minutes
from vungcao.systems.prestige.services.minutes import Minutes, Sitting


@dataclass(frozen=True)
class Meeting:
    """A village meeting as typed; `votes` by nominee. What is not known yet is None."""

    held_on: date | None
    households_total: int | None
    households_present: int | None
    votes: Mapping[int, int | None]
    sitting: Sitting = field(default=Sitting())


@dataclass(frozen=True)
class JointMeeting:
    """The joint meeting: who was proposed (`chosen`, nominees), with the votes."""

    held_on: date
    present: int
    votes: Mapping[int, int | None]
    chosen: frozenset[int]
    sitting: Sitting = field(default=Sitting())


@transaction.atomic
def open_round(
    *,
    village: Unit,
    cycle: Cycle,
    today: date,
    by: User,
    replaced: Recognition | None = None,
    end_reason: str = "",
) -> SelectionRound:
    """Begin the selection of a village, for a free place or in the place of somebody.

    Raises `RuleBroken` with everything that stands against it.
    """
    locked = Unit.objects.select_for_update(no_key=True).get(pk=village.pk)
    wrong = [*_against_place(locked, cycle, today), *_against_double(locked, cycle, replaced)]
    if replaced is not None:
        wrong += _against_replacing(locked, replaced, end_reason, today)
    elif not wrong and reads.places_left(locked, cycle, today) < 1:
        wrong.append("Thôn này đã có đủ người trong kỳ: mở đợt để thay thế một người đang có.")
    _refuse(wrong)
    made = SelectionRound(
        cycle=cycle,
        unit=locked,
        scope=locked.scope,
        replaced=replaced,
        opened_on=today,
        key=vault.make_key(by=by),
    )
    minutes.write(made, Minutes(end_reason=end_reason))
    made.save()
    audit.record(by=by, action="prestige.round_opened", subject=made, unit=locked.pk)
    return made


@transaction.atomic
def nominate(
    *, selection: SelectionRound, whom: Person | PersonDraft, today: date, by: User
) -> Nominee:
    """Put somebody of the village up, known already or entered now, after those before."""
    locked = at_step(selection, RoundState.OPEN)
    if isinstance(whom, PersonDraft):
        person = people.register(draft=whom, today=today, by=by)
    else:
        person = whom
        _refuse(_against_nominee(locked, person, today))
    last = Nominee.objects.filter(selection=locked).order_by("-position").first()
    made = Nominee.objects.create(
        selection=locked, person=person, position=last.position + 1 if last else 1
    )
    audit.record(by=by, action="prestige.nominated", subject=locked, nominee=made.pk)
    return made


@transaction.atomic
def strike_nominee(*, nominee: Nominee, by: User) -> None:
    """Take back somebody put up by mistake, as long as the village has not met."""
    locked = at_step(nominee.selection, RoundState.OPEN)
    audit.record(by=by, action="prestige.nominee_struck", subject=locked, nominee=nominee.pk)
    Nominee.objects.filter(pk=nominee.pk, selection=locked).delete()


@transaction.atomic
def note_meeting(*, selection: SelectionRound, meeting: Meeting, by: User) -> SelectionRound:
    """Keep what is known of a meeting without closing it, also of one that is put off."""
    locked = at_step(selection, RoundState.OPEN)
    present, total = meeting.households_present, meeting.households_total
    if present is not None and (total is None or present > total):
        _refuse(
            quorum.against_meeting(present=present, total=total or 0, numerator=1, denominator=1)
        )
    _lay(locked, meeting)
    locked.save()
    audit.record(by=by, action="prestige.meeting_noted", subject=locked)
    return locked


@transaction.atomic
def close_meeting(
    *, selection: SelectionRound, meeting: Meeting, today: date, by: User
) -> SelectionRound:
    """Close the meeting of the village. Below the quorum of its day it is refused, with the
    numbers and the way out; the quorum is kept on the row."""
    locked = at_step(selection, RoundState.OPEN)
    numerator, denominator = _quorum(meeting, today)
    named = reads.nominees(locked)
    present = meeting.households_present or 0
    wrong = [
        *quorum.against_meeting(
            present=present,
            total=meeting.households_total or 0,
            numerator=numerator,
            denominator=denominator,
        ),
        *rules.against_votes(
            {one.position: meeting.votes.get(one.pk) for one in named}, present, "hộ dự họp"
        ),
        *_missing(meeting.sitting),
    ]
    _refuse(wrong)
    _lay(locked, meeting)
    locked.quorum_numerator, locked.quorum_denominator = numerator, denominator
    locked.state = RoundState.MET
    locked.save()
    audit.record(
        by=by,
        action="prestige.meeting_closed",
        subject=locked,
        households=locked.households_total,
        present=locked.households_present,
    )
    return locked


@transaction.atomic
def hold_joint_meeting(
    *, selection: SelectionRound, joint: JointMeeting, today: date, by: User
) -> SelectionRound:
    """Enter the joint meeting and whom it proposes."""
    locked = at_step(selection, RoundState.MET)
    named = {one.pk: one for one in reads.nominees(locked)}
    chosen = joint.chosen & named.keys()
    what = "Ngày họp liên tịch"
    day = rules.against_day(day=joint.held_on, today=today, earliest=locked.held_on, what=what)
    votes = {one.position: joint.votes.get(one.pk) for one in named.values()}
    wrong = [
        *day,
        *rules.against_votes(votes, joint.present, "người dự họp"),
        *rules.against_choice(len(chosen), _places(locked, today)),
        *_missing(joint.sitting),
    ]
    _refuse(wrong)
    for one in named.values():
        one.joint_votes, one.is_chosen = joint.votes[one.pk], one.pk in chosen
    Nominee.objects.bulk_update(named.values(), ["joint_votes", "is_chosen"])
    locked.joint_held_on, locked.joint_present = joint.held_on, joint.present
    locked.state = RoundState.JOINT
    minutes.write(locked, replace(minutes.opened(locked), joint=joint.sitting))
    locked.save()
    audit.record(by=by, action="prestige.joint_meeting_held", subject=locked, chosen=sorted(chosen))
    return locked


@transaction.atomic
def cancel_round(*, selection: SelectionRound, reason: str, today: date, by: User) -> None:
    """End a round without a result; what was printed for it no longer holds."""
    locked = lock(selection)
    wrong = [] if reason.strip() else ["Ghi lý do huỷ đợt."]
    if locked.state in ENDED:
        wrong.append("Đợt này đã kết thúc.")
    listed = locked.proposal
    if listed is not None and listed.state != ProposalState.DRAFT:
        wrong.append("Danh sách có đợt này đã trình, không huỷ đợt được: chờ quyết định.")
    _refuse(wrong)
    locked.state, locked.cancel_reason = RoundState.CANCELLED, reason.strip()
    locked.proposal = None
    locked.save(update_fields=["state", "cancel_reason", "proposal"])
    papers = FormPaper.objects.filter(selection=locked)
    if listed is not None:
        papers |= FormPaper.objects.filter(proposal=listed)
    for paper in papers.filter(document__state="issued").order_by("pk"):
        issuing.revoke(
            document=paper.document, on=today, today=today, reason="Đợt bình chọn đã huỷ", by=by
        )
    audit.record(by=by, action="prestige.round_cancelled", subject=locked)


def lock(selection: SelectionRound) -> SelectionRound:
    """The row with what its steps ask of it, locked."""
    rows = SelectionRound.objects.select_for_update(of=("self",))
    return rows.select_related("unit", "cycle", "key", "replaced", "proposal").get(pk=selection.pk)


def at_step(selection: SelectionRound, wanted: RoundState) -> SelectionRound:
    """The row, locked. Raises `RuleBroken` when it is at another step."""
    locked = lock(selection)
    words = str(locked.get_state_display())
    _refuse(rules.against_step(state=locked.state, wanted=wanted, state_words=words))
    return locked


def _refuse(wrong: list[str]) -> None:
    if wrong:
        raise RuleBroken("\n".join(dict.fromkeys(wrong)))


def _against_place(village: Unit, cycle: Cycle, today: date) -> list[str]:
    wrong = []
    if village.kind != Kind.VILLAGE:
        wrong.append("Chọn một thôn, bản hoặc tổ dân phố.")
    if village.valid_until is not None and village.valid_until <= today:
        wrong.append("Thôn này đã kết thúc do sắp xếp: chọn thôn tiếp nhận.")
    if cycle.valid_until <= today:
        wrong.append(f"{cycle.name} đã kết thúc: chọn kỳ khác.")
    return wrong


def _against_double(village: Unit, cycle: Cycle, replaced: Recognition | None) -> list[str]:
    going = SelectionRound.objects.filter(unit=village, cycle=cycle, replaced=replaced)
    if going.exclude(state__in=ENDED).exists():
        return ["Thôn này đang có một đợt bình chọn chưa xong: làm tiếp đợt đó, hoặc huỷ đợt đó."]
    return []


def _against_replacing(
    village: Unit, replaced: Recognition, end_reason: str, today: date
) -> list[str]:
    wrong = []
    if replaced.scope != village.scope:
        wrong.append("Người cần thay không thuộc thôn này.")
    if not Recognition.objects.in_force(today).filter(pk=replaced.pk).exists():
        wrong.append("Người cần thay hiện không có trong danh sách người có uy tín.")
    if end_reason not in norms.reasons(today):
        wrong.append("Chọn lý do thay thế trong danh mục.")
    return wrong


def _against_nominee(selection: SelectionRound, person: Person, today: date) -> list[str]:
    wrong = []
    if person.is_deceased:
        wrong.append("Người này đã mất.")
    if person.scope != selection.scope:
        wrong.append("Người được đề cử phải cư trú tại thôn bình chọn.")
    same = records_of(person)
    if Nominee.objects.filter(selection=selection, person__in=same).exists():
        wrong.append("Người này đã được đề cử trong đợt này.")
    held = Recognition.objects.standing().filter(
        person__in=same,
        valid_from__lt=selection.cycle.valid_until,
        valid_until__gt=max(today, selection.cycle.valid_from),
    )
    if held.exists():
        wrong.append("Người này đang là người có uy tín trong kỳ, không bình chọn nữa.")
    return wrong


def _quorum(meeting: Meeting, today: date) -> tuple[int, int]:
    """The norm of the day of the meeting."""
    if meeting.held_on is None:
        raise RuleBroken("Ghi ngày họp thôn.")
    what = "Ngày họp thôn"
    _refuse(rules.against_day(day=meeting.held_on, today=today, earliest=None, what=what))
    try:
        return norms.quorum(meeting.held_on)
    except NothingInForce as nothing:
        day = f"{meeting.held_on:%d/%m/%Y}"
        raise RuleBroken(f"Chưa có quy định số hộ dự họp tối thiểu vào ngày {day}.") from nothing


def _places(selection: SelectionRound, today: date) -> int:
    if selection.replaced_id is not None:
        return 1
    return max(1, reads.places_left(selection.unit, selection.cycle, today))


def _missing(sitting: Sitting) -> list[str]:
    asked = {"nơi họp": sitting.place, "người chủ trì": sitting.chair, "thư ký": sitting.secretary}
    empty = [name for name, text in asked.items() if not text.strip()]
    return [f"Ghi {', '.join(empty)}."] if empty else []


def _lay(locked: SelectionRound, meeting: Meeting) -> None:
    locked.held_on = meeting.held_on
    locked.households_total = meeting.households_total
    locked.households_present = meeting.households_present
    minutes.write(locked, replace(minutes.opened(locked), meeting=meeting.sitting))
    named = reads.nominees(locked)
    for one in named:
        one.votes = meeting.votes.get(one.pk)
    Nominee.objects.bulk_update(named, ["votes"])
