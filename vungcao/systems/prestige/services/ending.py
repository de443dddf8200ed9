"""Taking persons off the list before their cycle ends, replacing them, undoing mistakes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.systems.prestige.models import EndKind, Recognition
from vungcao.systems.prestige.queries import norms
from vungcao.systems.prestige.rules import recognising as rules
from vungcao.systems.prestige.services import profiles
from vungcao.systems.prestige.services.deciding import Authorities, Decided, against_number
from vungcao.systems.prestige.services.recognising import NewRecognition, recognise
from vungcao.systems.prestige.services.telling import tell


@dataclass(frozen=True)
class Ending:
    """From which day somebody is no longer on the list, and why (a code of the norms)."""

    ends_on: date
    reason: str
    note: str = ""


@transaction.atomic
def withdraw(
    *,
    recognition: Recognition,
    ending: Ending,
    decided: Decided,
    today: date,
    by: AbstractBaseUser,
) -> Recognition:
    """Close a recognition. The row stays: past registers must remain reproducible.

    Raises `RuleBroken` with everything that stands against it.
    """
    locked = _locked(recognition)
    _end(locked, EndKind.WITHDRAWN, ending, decided, today, by)
    return locked


@transaction.atomic
def replace(
    *,
    recognition: Recognition,
    ending: Ending,
    new: NewRecognition,
    decided: Decided,
    today: date,
    by: AbstractBaseUser,
) -> Recognition:
    """Let another person follow in the same village from the day on which the first one ends.

    One decision, one transaction: either both hold or neither. Returns the new recognition.
    """
    locked = _locked(recognition)
    if new.person.pk == locked.person_id:
        raise RuleBroken("Người thay thế phải là người khác.")
    if new.village.scope != locked.scope:
        raise RuleBroken("Người thay thế phải ở cùng thôn với người được thay.")
    if new.valid_from < ending.ends_on:
        raise RuleBroken("Người thay thế chỉ được công nhận từ ngày người trước thôi.")
    _end(locked, EndKind.REPLACED, ending, decided, today, by)
    following = NewRecognition(
        person=new.person,
        village=new.village,
        valid_from=new.valid_from,
        valid_until=new.valid_until,
        profile=new.profile,
        replaces=locked,
        selection=new.selection,
    )
    return recognise(new=following, decided=decided, today=today, by=by)


@transaction.atomic
def void(*, recognition: Recognition, reason: str, by: AbstractBaseUser) -> None:
    """Say that a recognition was entered by mistake: it never counted, the row stays.

    Raises `RuleBroken` without a reason and once something hangs on it.
    """
    locked = _locked(recognition)
    if not reason.strip():
        raise RuleBroken("Ghi lý do huỷ.")
    if locked.is_void:
        raise RuleBroken("Dòng này đã huỷ.")
    if locked.benefits.filter(is_void=False).exists():
        raise RuleBroken("Người này đã hưởng chế độ theo dòng này: huỷ các chế độ đó trước.")
    if Recognition.objects.standing().filter(replaces=locked).exists():
        raise RuleBroken("Đã có người thay thế theo dòng này: huỷ dòng của người thay trước.")
    locked.is_void, locked.void_reason = True, reason.strip()
    locked.save(update_fields=["is_void", "void_reason"])
    _reopen(locked.replaces, by)
    audit.record(by=by, action="prestige.voided", subject=locked)
    tell("prestige.voided", [locked])


@transaction.atomic
def describe(*, recognition: Recognition, profile: profiles.Profile, by: AbstractBaseUser) -> None:
    """Correct components, schooling and occupation. The trail keeps no values."""
    locked = _locked(recognition)
    if wrong := profiles.against(profile, locked.valid_from):
        raise RuleBroken("\n".join(wrong))
    locked.profile = profiles.sealed(profile, profiles.key_of(locked))
    locked.save(update_fields=["profile"])
    audit.record(by=by, action="prestige.described", subject=locked)


def _locked(recognition: Recognition) -> Recognition:
    rows = Recognition.objects.select_for_update(of=("self",))
    return rows.select_related("unit", "replaces").get(pk=recognition.pk)


def _end(
    locked: Recognition,
    kind: EndKind,
    ending: Ending,
    decided: Decided,
    today: date,
    by: AbstractBaseUser,
) -> None:
    wrong = against(locked, ending, Authorities(decided), today)
    if wrong := [*against_number(decided), *wrong]:
        raise RuleBroken("\n".join(dict.fromkeys(wrong)))
    fill(locked, kind, ending, decided)
    locked.save()
    audit.record(
        by=by,
        action="prestige.withdrawn",
        subject=locked,
        reason=ending.reason,
        number=locked.end_number,
        ends_on=str(ending.ends_on),
        document=decided.document.pk if decided.document else None,
    )
    tell("prestige.withdrawn", [locked], decided_in=decided.unit.pk)


def against(
    locked: Recognition,
    ending: Ending,
    authorities: Authorities,
    today: date,
    reasons: Callable[[date], Mapping[str, str]] = norms.reasons,
) -> list[str]:
    """Why a recognition cannot end like that."""
    wrong = []
    if locked.is_void:
        wrong.append("Dòng này đã huỷ vì ghi nhầm.")
    if ending.reason not in reasons(ending.ends_on):
        wrong.append("Chọn lý do trong danh mục.")
    return [
        *wrong,
        *authorities.against(locked.unit),
        *rules.against_end(
            held=(locked.valid_from, locked.valid_until),
            ends_on=ending.ends_on,
            decided_on=authorities.decided.decided_on,
            today=today,
            is_ended=bool(locked.end_kind),
        ),
    ]


def fill(locked: Recognition, kind: EndKind, ending: Ending, decided: Decided) -> None:
    """Put the ending into a row that is still to be saved."""
    locked.valid_until = ending.ends_on
    locked.end_kind, locked.end_reason = kind, ending.reason
    locked.end_number, locked.end_decided_on = decided.number.strip(), decided.decided_on
    locked.end_issuer_name, locked.end_document = decided.issuer_name.strip(), decided.document
    if ending.note.strip():
        key = profiles.key_of(locked)
        locked.end_note = profiles.seal(ending.note.strip(), key, "end_note")


def _reopen(before: Recognition | None, by: AbstractBaseUser) -> None:
    """Who was replaced by a mistyped row is only taken off the list, by the same decision."""
    if before is not None and before.end_kind == EndKind.REPLACED:
        before.end_kind = EndKind.WITHDRAWN
        before.save(update_fields=["end_kind"])
        audit.record(by=by, action="prestige.no_longer_replaced", subject=before)
