"""One action on a dossier: lock, guard, move, clock, responsibility, event — in one transaction.

Every service that moves a dossier takes a `Turn` and ends it. The kernel's case keeps the chain,
the audit and the outbox; two who press at once follow each other, and the second is told.
"""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any, Self

from vungcao.kernel.access.queries import reach
from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.cases import services as cases
from vungcao.kernel.cases.models import Case
from vungcao.kernel.cases.queries import clocks
from vungcao.kernel.cases.rules import holds
from vungcao.kernel.cases.services.events import Value
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.systems.onestop.models import Dossier, ProcedureVersion
from vungcao.systems.onestop.queries import agencies, apologies, deadlines, locking, versions
from vungcao.systems.onestop.queries.facts import facts, needs_answers
from vungcao.systems.onestop.rules import conditions
from vungcao.systems.onestop.rules.definition import NEEDS_REASON, Action, Definition, Step
from vungcao.systems.onestop.rules.mistakes import ways_out
from vungcao.systems.onestop.rules.statuses import FINAL, Status
from vungcao.systems.onestop.services import sealing

KIND, OPINION, MOVED = "onestop.dossier", "onestop.opinion", deadlines.MOVED
STALE = "Hồ sơ vừa được người khác xử lý: mở lại trang để xem."
ENDING = FINAL | {Status.DECIDED}
SPAN = timedelta(days=90)  # more than any step takes, holidays included


@dataclass
class Turn:
    """One action that somebody has begun on a locked dossier. Nothing is written before `end`."""

    dossier: Dossier
    process: Definition
    action: Action
    now: datetime
    by: User
    answers: Mapping[str, Any] = field(default_factory=dict)
    kept: dict[str, Any] = field(default_factory=dict)  # the dossier's columns as they stand

    @classmethod
    def take(
        cls,
        dossier: Dossier,
        code: str,
        *,
        now: datetime,
        by: User,
        seen: int | None = None,
        does: str = "",
    ) -> Self:
        """Lock a dossier for one of its actions.

        Raises `RuleBroken` when it has moved on since `seen`, when its step knows no such action
        (or, with `does`, none of that kind), when a guard does not hold, or when `by` may not.
        """
        locked = lock(dossier)
        if seen is not None and locked.case.version != seen:
            raise RuleBroken(STALE)
        process = versions.process(locked.version)
        rows = [one for one in ways_out(process, locked.step) if one.code == code]
        if does:
            rows = [one for one in rows if one.does == does]
        if not rows:
            raise RuleBroken("Hồ sơ không còn ở bước làm được việc này: mở lại trang để xem.")
        answers = opened(locked) if any(needs_answers(one.guard) for one in rows) else {}
        chosen = _guarded(rows, locked, process, answers)
        turn = cls(locked, process, chosen, now, by, answers, cases.columns(locked))
        turn._refuse_stranger()
        turn._refuse_unsaid()
        return turn

    @property
    def before(self) -> Step:
        return self.process.step(self.action.source_step)

    @property
    def after(self) -> Step:
        return self.process.step(self.action.target_step)

    @property
    def case(self) -> Case:
        return self.dossier.case

    def roles(self) -> frozenset[Role]:
        return frozenset(map(Role, self.action.roles or self.before.roles))

    def _refuse_stranger(self) -> None:
        """An officer needs one of the step's roles over the responsible place."""
        if self.by.kind != User.Kind.OFFICER:
            if self.action.by == "officer":
                raise RuleBroken("Việc này do cơ quan giải quyết thực hiện.")
            return
        if not self.action.is_for_officers:
            raise RuleBroken("Việc này người nộp tự làm, bằng mã tra cứu và mã bí mật của mình.")
        day = self.now.astimezone(ZONE).date()
        held = reach(self.by, day, self.roles()) if self.roles() else self.by.reach
        if not holds(self.case.scope, held):
            raise RuleBroken("Bước này thuộc người có vai trò khác hoặc cơ quan khác.")

    def _refuse_unsaid(self) -> None:
        """What is late does not end before its apology was sent, if the policy says so."""
        if self.after.status not in ENDING:
            return
        if against := apologies.against_ending(self.dossier, self.action.does, self.now):
            raise RuleBroken(against)

    def end(self, words: str = "", /, **details: Value) -> Dossier:
        """Move the dossier, hand it over, stop or start its clock, and write the event.

        Raises `RuleBroken` without the words that the action needs.
        """
        if self.action.does in NEEDS_REASON and not words.strip():
            raise RuleBroken("Ghi lý do.")
        before, after, row = self.before, self.after, self.dossier
        row.step, row.step_since, row.status = after.code, self._since(), after.status
        said = {
            "action": self.action.code,
            "does": self.action.does,
            "before": before.code,
            "after": after.code,
            "status": int(after.status),
            **details,
        }
        with cases.held(self.case):
            self._write(MOVED, words, said)
            self._clock()
            self._hand_over()
            row.step_due_at = self._step_due()
            self._finish()
        cases.save_changed(row, self.kept)
        return row

    def _finish(self) -> None:
        row = self.dossier
        if self.after.status in ENDING and row.finished_at is None:
            row.finished_at = self.now
            row.case = cases.close(
                case=self.case, outcome=self.action.does, reason="", now=self.now, by=self._holder()
            )

    def _write(self, name: str, words: str, said: dict[str, Value]) -> None:
        """The event keeps what was moved; the name of the action in it is the process's own."""
        said = {("step_action" if key == "action" else key): value for key, value in said.items()}
        event = cases.note(
            case=self.case,
            action=name,
            words=words.strip(),
            details=said,
            now=self.now,
            by=self.by,
            is_after_end=self.dossier.finished_at is not None,
        )
        self.dossier.case = event.case

    def _clock(self) -> None:
        before, after = self.before, self.after
        if before.clock != "pause" and after.clock == "pause" and self.case.due_at is not None:
            made = cases.pause(
                case=self.case, kind=self.action.does, reason="", now=self.now, by=self._holder()
            )
            self.dossier.case = made.case
        elif self._runs_on():
            self.dossier.case = cases.resume(case=self.case, now=self.now, by=self._holder())
            if self.process.policy.restarts:
                self.begin()

    def _runs_on(self) -> bool:
        was_paused = self.before.clock == "pause" and self.case.state == Case.State.PAUSED
        return was_paused and self.after.status not in ENDING

    def begin(self) -> None:
        """Let the whole term run from now: what `receive` does.

        Begun anew after a supplement it keeps the days of extension, if the policy does not say
        otherwise.
        """
        version = self.dossier.version
        halves = deadlines.term_halves(self.dossier, self.process.policy)
        term = cases.Term(Fraction(halves, 2), version.basis)
        holder = self._holder()
        self.dossier.case = cases.begin(case=self.case, term=term, now=self.now, by=holder)

    def _hand_over(self) -> None:
        """The agency of the next step becomes responsible, where it is another one."""
        day = self.now.astimezone(ZONE).date()
        if self.after.agency == self.before.agency or self.dossier.finished_at is not None:
            return
        norm = self.process.authority_norm
        found = agencies.holder(self.after.agency, self.dossier, norm, day)
        if found.body.pk == self.case.organisation_id:
            return
        self.dossier.case = cases.transfer(
            case=self.case, to=found.body, reason="", now=self.now, by=self.by, act=found.act
        )

    def _holder(self) -> User:
        """Who may still write in the case after it was handed over: the same, standing there."""
        if holds(self.case.scope, self.by.reach):
            return self.by
        return reaching(self.by, self.case.scope)

    def _since(self) -> datetime:
        if self.before.clock != "pause" or self.after.clock != "run":
            return self.now
        return deadlines.stay(self.dossier, self.process, self.after.code, self.now)

    def _step_due(self) -> datetime | None:
        """When the step is due by its own term; a step whose clock does not run has none."""
        if self.after.clock != "run" or not self.after.halves:
            return None
        if self.dossier.extensions or self.before.clock == "pause":
            return deadlines.step_due(self.dossier)
        first = self.now.astimezone(ZONE).date()
        known = clocks.days_for(self.case, first - timedelta(days=1), first + SPAN)
        return known.add_working_days(self.now, Fraction(self.after.halves, 2))


def reaching(account: User, scope: str) -> User:
    """The same account, reaching one place more."""
    acting = copy(account)
    acting.reach = (*account.reach, scope)
    return acting


def lock(dossier: Dossier) -> Dossier:
    """The dossier and its case as they stand now, held until the transaction ends.

    Joined to them is only what a dossier never changes: another row would be as it was before the
    wait. Its version, which never changes itself, is taken from a caller who has read it.
    """
    row = locking.locked(dossier.pk)
    if Dossier._meta.get_field("version").is_cached(dossier):
        row.version = dossier.version
    else:
        # The process is kept in memory; a published one is never read from its row again.
        versions_of = ProcedureVersion.objects.select_related("basis")
        row.version = versions_of.defer("definition", "guide").get(pk=row.version_id)
    cases.just_locked(row.case)
    return row


def opened(dossier: Dossier) -> dict[str, Any]:
    """The answers of a dossier; whoever shows them to somebody logs that."""
    return dict(sealing.open_json([dossier.answers])[0])


def _guarded(
    rows: list[Action], dossier: Dossier, process: Definition, answers: Mapping[str, Any]
) -> Action:
    """The first row whose guard holds; else what stands in the way, in words."""
    if not any(one.guard for one in rows):
        return rows[0]
    known = facts(dossier, process, answers)
    for one in rows:
        if conditions.holds(one.guard, answers, known):
            return one
    labels = {one.code: one.label for one in process.all_fields()}
    wanted = "; ".join(conditions.in_words(one.guard, labels) for one in rows)
    raise RuleBroken(f"Chưa đủ điều kiện: {wanted}.")
