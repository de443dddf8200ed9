"""What the checker of an answer reads: its way so far, what may be done now, the log of a cell."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from vungcao.kernel.access.roles import Permission
from vungcao.kernel.accounts.models import User
from vungcao.kernel.notices.queries import holders
from vungcao.systems.statistics.models import (
    CellComment,
    FormCell,
    ObservationLog,
    ReturnedCell,
    Stage,
    StageChange,
    Submission,
)
from vungcao.systems.statistics.queries import campaigns, parts
from vungcao.systems.statistics.rules import parts as roles

SUBMIT, CERTIFY, ACCEPT, CLOSE = "submit", "certify", "accept", "close"
WITHDRAW, RETURN, UNLOCK, CORRECT = "withdraw", "return", "unlock", "correct"


@dataclass(frozen=True)
class Said:
    """What was said about a cell, by whom; `is_return` when it was sent back with it."""

    code: str
    by: str
    text: str
    at: datetime
    is_return: bool = False


def ways(user: User, submission: Submission, day: date) -> frozenset[str]:
    """What an account may do with an answer where it stands; the services ask again."""
    owed, stage = submission.obligation, submission.stage
    is_author = submission.author_id == user.pk

    def of_department(permission: Permission) -> bool:
        return parts.has_role(user, owed.scope, permission, day)

    if stage == Stage.DRAFT:
        enters = parts.may_enter(user, owed, day) or parts.may_stand_in(user, owed, day)
        return _those({SUBMIT: enters})
    if stage == Stage.SUBMITTED:
        certifies = parts.may_certify(user, owed, day)
        takes_back = is_author or parts.may_enter(user, owed, day)
        return _those(
            {CERTIFY: certifies and not is_author, RETURN: certifies, WITHDRAW: takes_back}
        )
    if stage == Stage.CERTIFIED:
        takes_back = parts.may_certify(user, owed, day)
        return _those(
            {
                ACCEPT: of_department(roles.ACCEPT) and not is_author,
                RETURN: of_department(roles.RETURN),
                WITHDRAW: takes_back,
            }
        )
    if stage == Stage.ACCEPTED:
        return _those({CLOSE: of_department(roles.CLOSE), UNLOCK: of_department(roles.UNLOCK)})
    return _those({CORRECT: of_department(roles.CORRECT)})


def may_comment(user: User, submission: Submission, day: date) -> bool:
    """Who works on an answer: types for the unit, certifies for it, or checks it."""
    owed = submission.obligation
    return (
        parts.has_role(user, owed.scope, roles.RETURN, day)
        or parts.may_enter(user, owed, day)
        or parts.may_stand_in(user, owed, day)
        or parts.may_certify(user, owed, day)
    )


def other_side(by: User, submission: Submission, day: date) -> QuerySet[User]:
    """Who should hear that a cell is talked about: whoever has had a part in the answer so far.

    Who checks also reaches those who type; the unit reaches those with whom the answer lies now.
    """
    owed = submission.obligation
    found: set[int | None] = {submission.author_id, submission.certifier_id}
    spoken = set(submission.comments.order_by().values_list("by", flat=True).distinct())
    checked = set(submission.returned.order_by().values_list("by", flat=True).distinct())
    if parts.has_role(by, owed.scope, roles.RETURN, day):
        found |= _ids(campaigns.enterers(submission, day))
    elif submission.stage == Stage.SUBMITTED:
        found |= _ids(campaigns.certifiers(submission, day))
    elif submission.stage > Stage.SUBMITTED:
        checkers = _ids(holders(roles.RETURN, submission.unit, day))
        found |= checkers & (spoken | checked) or checkers
    others = User.objects.filter(is_active=True, pk__in=found | spoken | checked)
    return others.exclude(pk=by.pk).exclude(kind=User.Kind.SYSTEM).order_by("pk")


def _ids(users: QuerySet[User]) -> set[int | None]:
    return set(users.values_list("pk", flat=True))


def _those(open_: dict[str, bool]) -> frozenset[str]:
    return frozenset(name for name, is_open in open_.items() if is_open)


def history(submission: Submission) -> Sequence[StageChange]:
    """Every step, the newest first."""
    return list(submission.changes.select_related("by").order_by("-pk"))


def said(submission: Submission) -> list[Said]:
    """Comments and reasons for which cells came back, the newest first."""
    comments = CellComment.objects.filter(submission=submission).select_related("by")
    returned = ReturnedCell.objects.filter(submission=submission).select_related("by", "cell")
    found = [Said(one.code, parts.called(one.by), one.text, one.at) for one in comments]
    found += [
        Said(one.cell.code, parts.called(one.by), one.comment, one.at, is_return=True)
        for one in returned
    ]
    return sorted(found, key=lambda one: one.at, reverse=True)


def thread(submission: Submission, code: str) -> list[Said]:
    """What was said about one cell, the first word first."""
    return [one for one in reversed(said(submission)) if one.code == code]


def cell_of(submission: Submission, code: str) -> FormCell | None:
    """An input of the form by its code."""
    rows = FormCell.objects.filter(version=submission.obligation.campaign.version_id, code=code)
    return rows.select_related("cell__indicator").first()


def log(submission: Submission, cell: FormCell | None) -> QuerySet[ObservationLog]:
    """Every change of one figure of an answer; of a computed one there is none."""
    if cell is None:
        return ObservationLog.objects.none()
    rows = ObservationLog.objects.filter(submission=submission, cell=cell.cell_id)
    return rows.select_related("by")
