"""What a commune does with selections: checks, lists, sends, and enters the decision."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.units.models import Kind, Unit
from vungcao.systems.prestige.models import (
    Cycle,
    Nominee,
    ProposalList,
    ProposalState,
    Recognition,
    RoundState,
    SelectionRound,
)
from vungcao.systems.prestige.queries import norms
from vungcao.systems.prestige.queries import selections as reads
from vungcao.systems.prestige.queries.places import village_now
from vungcao.systems.prestige.rules import selecting as rules
from vungcao.systems.prestige.services import ending as endings
from vungcao.systems.prestige.services import minutes
from vungcao.systems.prestige.services.deciding import Decided
from vungcao.systems.prestige.services.ending import Ending
from vungcao.systems.prestige.services.profiles import persons_of
from vungcao.systems.prestige.services.recognising import NewRecognition, recognise_all
from vungcao.systems.prestige.services.selecting import at_step

Criteria = Mapping[int, Sequence[str]]  # what each nominee does not meet, by code


@transaction.atomic
def check_by_commune(
    *,
    selection: SelectionRound,
    checked_on: date,
    unmet: Criteria,
    today: date,
    by: User,
    note: str = "",
) -> SelectionRound:
    """Say of each proposed nominee which criteria are not met; who lacks one is proposed no more.

    `unmet` must speak of every one of them, if only to say that nothing is missing.
    """
    locked = at_step(selection, RoundState.JOINT)
    chosen = [one for one in reads.nominees(locked) if one.is_chosen]
    known = norms.criteria(checked_on)
    what, earliest = "Ngày kiểm tra", locked.joint_held_on
    wrong = rules.against_day(day=checked_on, today=today, earliest=earliest, what=what)
    for one in chosen:
        if one.pk not in unmet:
            wrong.append(f"Ghi kết quả kiểm tra của người được đề cử thứ {one.position}.")
        wrong += rules.against_criteria(known, unmet.get(one.pk, ()))
    _refuse(wrong)
    for one in chosen:
        one.unmet = ",".join(code for code in known if code in unmet[one.pk])
        one.is_chosen = not one.unmet
    Nominee.objects.bulk_update(chosen, ["unmet", "is_chosen"])
    locked.checked_on, locked.state = checked_on, RoundState.CHECKED
    minutes.write(locked, replace(minutes.opened(locked), check=note.strip()))
    locked.save()
    audit.record(by=by, action="prestige.round_checked", subject=locked, nominees=len(chosen))
    return locked


@transaction.atomic
def list_rounds(
    *,
    commune: Unit,
    cycle: Cycle,
    rounds: Sequence[SelectionRound],
    made_on: date,
    today: date,
    by: User,
) -> ProposalList:
    """Put checked rounds of a commune on one list (Mẫu 04)."""
    wrong = [] if rounds else ["Chọn ít nhất một đợt đã kiểm tra."]
    if made_on > today:
        wrong.append("Ngày lập danh sách không được sau hôm nay.")
    if commune.kind != Kind.COMMUNE:
        wrong.append("Danh sách do xã, phường lập.")
    ready = set(reads.ready(commune, cycle).values_list("pk", flat=True))
    strange = [one for one in rounds if one.pk not in ready]
    if strange:
        wrong.append(
            f"{len(strange)} đợt chưa kiểm tra xong, không còn ai được đề nghị, đã ở danh sách khác"
            " hoặc không thuộc xã và kỳ này: bỏ khỏi danh sách."
        )
    _refuse(wrong)
    made = ProposalList.objects.create(
        cycle=cycle, unit=commune, scope=commune.scope, made_on=made_on
    )
    for one in rounds:
        locked = at_step(one, RoundState.CHECKED)
        if locked.checked_on is not None and made_on < locked.checked_on:
            raise RuleBroken(
                "Ngày lập danh sách không được trước ngày xã kiểm tra"
                f" ({locked.checked_on:%d/%m/%Y})."
            )
        locked.state, locked.proposal = RoundState.LISTED, made
        locked.save(update_fields=["state", "proposal"])
    audit.record(
        by=by, action="prestige.rounds_listed", subject=made, rounds=sorted(r.pk for r in rounds)
    )
    return made


@transaction.atomic
def send(*, proposal: ProposalList, by: User) -> ProposalList:
    """Hand the list in for a decision; from now on no round leaves it."""
    locked = _at(proposal, ProposalState.DRAFT)
    if not locked.rounds.exists():
        raise RuleBroken("Danh sách không còn đợt nào: lập danh sách khác.")
    locked.state = ProposalState.SENT
    locked.save(update_fields=["state"])
    audit.record(by=by, action="prestige.list_sent", subject=locked)
    return locked


@transaction.atomic
def decide(
    *, proposal: ProposalList, decided: Decided, valid_from: date, today: date, by: User
) -> list[Recognition]:
    """Recognise all persons of the list by one decision, all or none.

    Whom somebody replaces leaves the list on the day on which the other one begins.
    """
    locked = _at(proposal, ProposalState.SENT)
    rounds = list(locked.rounds.select_related("unit", "replaced", "key").order_by("unit", "pk"))
    fresh, following = _new(rounds, valid_from, today)
    made = recognise_all(new=fresh, decided=decided, today=today, by=by) if fresh else []
    for ending, new in following:
        assert new.replaces is not None
        made.append(
            endings.replace(
                recognition=new.replaces,
                ending=ending,
                new=new,
                decided=decided,
                today=today,
                by=by,
            )
        )
    SelectionRound.objects.filter(pk__in=[one.pk for one in rounds]).update(
        state=RoundState.DECIDED
    )
    locked.state, locked.number = ProposalState.DECIDED, decided.number.strip()
    locked.save(update_fields=["state", "number"])
    audit.record(
        by=by,
        action="prestige.list_decided",
        subject=locked,
        number=locked.number,
        recognitions=[row.pk for row in made],
    )
    return made


def _new(
    rounds: Sequence[SelectionRound], valid_from: date, today: date
) -> tuple[list[NewRecognition], list[tuple[Ending, NewRecognition]]]:
    """Who is recognised for a free place, and who in the place of somebody still on the list."""
    fresh, following = [], []
    going = set(
        Recognition.objects.in_force(today)
        .filter(pk__in=[one.replaced_id for one in rounds], end_kind="")
        .values_list("pk", flat=True)
    )
    chosen = reads.chosen(rounds)
    persons = persons_of([nominee for _one, nominee in chosen])
    for (one, _nominee), person in zip(chosen, persons, strict=True):
        is_following = one.replaced_id in going
        new = NewRecognition(
            person=person,
            village=village_now(one),
            valid_from=valid_from,
            selection=one,
            replaces=one.replaced if is_following else None,
        )
        if is_following:
            following.append((Ending(valid_from, minutes.opened(one).end_reason), new))
        else:
            fresh.append(new)
    return fresh, following


def _at(proposal: ProposalList, wanted: ProposalState) -> ProposalList:
    locked = ProposalList.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    if locked.state == wanted:
        return locked
    if wanted == ProposalState.SENT and locked.state == ProposalState.DRAFT:
        raise RuleBroken("Danh sách chưa trình: trình rồi mới ghi quyết định.")
    raise RuleBroken(f"Bước này đã xong: danh sách ở tình trạng “{locked.get_state_display()}”.")


def _refuse(wrong: list[str]) -> None:
    if wrong:
        raise RuleBroken("\n".join(dict.fromkeys(wrong)))
