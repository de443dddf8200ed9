"""What an account may do with a dossier now, and what is missing where it may not yet."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from vungcao.kernel.access.models import Grant
from vungcao.kernel.accounts.models import User
from vungcao.kernel.cases.rules import holds
from vungcao.systems.onestop.models import Dossier
from vungcao.systems.onestop.rules import conditions
from vungcao.systems.onestop.rules.definition import Action, Definition, Step
from vungcao.systems.onestop.rules.mistakes import ways_out

Held = Sequence[tuple[str, str]]  # role and scope


@dataclass(frozen=True)
class Way:
    """One way out of a step; `missing` says what its guard still wants, empty when it holds."""

    action: Action
    after: Step
    missing: str = ""


def held(user: User, day: date) -> Held:
    """Which roles an account holds over which scopes, in one question for a whole page."""
    grants = Grant.objects.in_force(day).filter(user=user).order_by("pk")
    return list(grants.values_list("role", "scope"))


def may(grants: Held, roles: Iterable[str], scope: str) -> bool:
    wanted = set(map(str, roles))
    return holds(scope, [there for role, there in grants if role in wanted])


def is_of(grants: Held, roles: Iterable[str], scope: str) -> bool:
    """Whether a role is held at that very place, not over it from above."""
    wanted = set(map(str, roles))
    return any(role in wanted and there == scope for role, there in grants)


def open_to(grants: Held, process: Definition, dossier: Dossier) -> list[Action]:
    """The actions of the step that an account may take, whatever their guards say."""
    step, scope = process.step(dossier.step), dossier.case.scope
    return [
        one
        for one in ways_out(process, dossier.step)
        if one.is_for_officers and may(grants, one.roles or step.roles, scope)
    ]


def ways(
    actions: Iterable[Action],
    process: Definition,
    answers: Mapping[str, Any],
    facts: Mapping[str, bool],
) -> list[Way]:
    """Buttons: of several rows of one action the first whose guard holds, else what they want."""
    rows: dict[str, list[Action]] = {}
    for one in actions:
        rows.setdefault(one.code, []).append(one)
    return [_way(found, process, answers, facts) for found in rows.values()]


def _way(
    rows: list[Action], process: Definition, answers: Mapping[str, Any], facts: Mapping[str, bool]
) -> Way:
    for one in rows:
        if conditions.holds(one.guard, answers, facts):
            return Way(one, process.step(one.target_step))
    labels = {one.code: one.label for one in process.all_fields()}
    unmet = [_unmet(one.guard, answers, facts) for one in rows]
    wanted = " hoặc ".join(conditions.in_words(one, labels) for one in unmet)
    return Way(rows[0], process.step(rows[0].target_step), wanted)


def _unmet(
    guard: conditions.Condition | None, answers: Mapping[str, Any], facts: Mapping[str, bool]
) -> conditions.Condition | None:
    """Of a condition that wants several things, those that are still missing."""
    if guard and "all" in guard:
        return {"all": [one for one in guard["all"] if not conditions.holds(one, answers, facts)]}
    return guard


def plain_move(grants: Held, process: Definition, dossier: Dossier) -> Action | None:
    """The one action that only moves a dossier on, for doing it with several at once."""
    found = [one for one in open_to(grants, process, dossier) if one.does == "move"]
    codes = {one.code for one in found}
    return found[0] if len(codes) == 1 else None
