"""Conditions as boxes to tick: facts that must hold, and answers of which one must be given.

What was written in another way (`any`, `not`, nested) is not taken apart; it can only be kept.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from vungcao.systems.onestop.rules.conditions import Condition
from vungcao.systems.onestop.rules.definition import Definition

YES_NO = {"co": (True, "có"), "khong": (False, "không")}


@dataclass(frozen=True)
class Ticked:
    """What is ticked: facts by their name, answers as `field=value`."""

    facts: Sequence[str] = ()
    answers: Sequence[str] = ()


def offered(process: Definition, *, of_lines: bool = False) -> list[tuple[str, str]]:
    """Every answer that a condition may ask for, as (`field=value`, words).

    Those of the dossier, or `of_lines` those that a line of its list gives.
    """
    found = []
    group = process.list_group
    lines = group.fields if group is not None else ()
    for one in lines if of_lines else process.single_fields():
        options = dict(one.options)
        if one.kind == "yes_no":
            options = {word: label for word, (_given, label) in YES_NO.items()}
        found += [
            (f"{one.code}={value}", f"{one.label}: {said}") for value, said in options.items()
        ]
    return found


def condition(ticked: Ticked, process: Definition) -> Condition | None:
    """The condition that the ticks mean: every fact, and of each question one of its answers."""
    kinds = {one.code: one.kind for one in process.all_fields()}
    wanted: dict[str, list[Any]] = {}
    for answer in ticked.answers:
        name, _is, value = answer.partition("=")
        given = YES_NO[value][0] if kinds.get(name) == "yes_no" else value
        wanted.setdefault(name, []).append(given)
    parts: list[dict[str, Any]] = [{"fact": fact} for fact in ticked.facts]
    parts += [{"field": name, "is": values} for name, values in wanted.items()]
    if len(parts) > 1:
        return {"all": parts}
    return parts[0] if parts else None


def ticked(given: Condition | None) -> Ticked | None:
    """The ticks that mean a condition; None where there are none such."""
    if not given:
        return Ticked()
    parts = given.get("all", [given])
    names = [part.get("field") for part in parts if "field" in part]
    if any("fact" not in part and "field" not in part for part in parts):
        return None
    if len(names) != len(set(names)):
        return None
    return Ticked(
        [part["fact"] for part in parts if "fact" in part],
        [answer for part in parts if "field" in part for answer in _answers(part)],
    )


def _answers(part: Condition) -> Iterable[str]:
    words = {given: word for word, (given, _label) in YES_NO.items()}
    for value in part["is"]:
        yield f"{part['field']}={words[value] if isinstance(value, bool) else value}"
