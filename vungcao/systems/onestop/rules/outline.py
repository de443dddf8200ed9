"""A process in words: each step that can be reached, once, with what leads on from it."""

from collections.abc import Iterator
from dataclasses import dataclass

from vungcao.systems.onestop.rules.definition import Action, Definition, Step


@dataclass(frozen=True)
class Branch:
    """One step, and its ways on: by which action to which step."""

    step: Step
    ways: tuple[tuple[Action, Step], ...]


def outline(process: Definition) -> list[Branch]:
    """Every way of a process; names that lead nowhere are passed over, proofs say them."""
    known = {step.code: step for step in process.steps}
    return list(_from(process, known, process.start)) if process.start in known else []


def _from(process: Definition, known: dict[str, Step], start: str) -> Iterator[Branch]:
    opened: set[str] = set()
    waiting = [start]
    while waiting:
        code = waiting.pop()
        if code in opened:
            continue
        opened.add(code)
        onward = [one for one in process.from_step(code) if one.target_step in known]
        yield Branch(known[code], tuple((one, known[one.target_step]) for one in onward))
        waiting += [one.target_step for one in reversed(onward)]
