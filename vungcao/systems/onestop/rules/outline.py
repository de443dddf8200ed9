"""A process as an indented list: from the first step along every action, each step opened once."""

from collections.abc import Iterator
from dataclasses import dataclass

from vungcao.systems.onestop.rules.definition import Action, Definition, Step


@dataclass(frozen=True)
class Branch:
    """One step as it is reached: by which action, how deep; opened here or already before."""

    step: Step
    action: Action | None
    depth: int
    is_again: bool = False

    @property
    def levels(self) -> range:
        return range(self.depth)


def outline(process: Definition) -> list[Branch]:
    """Every way of a process; names that lead nowhere are passed over, proofs say them."""
    known = {step.code: step for step in process.steps}
    return list(_from(process, known, process.start)) if process.start in known else []


def _from(process: Definition, known: dict[str, Step], start: str) -> Iterator[Branch]:
    opened: set[str] = set()
    waiting: list[tuple[str, Action | None, int]] = [(start, None, 0)]
    while waiting:
        code, action, depth = waiting.pop()
        is_again = code in opened
        yield Branch(known[code], action, depth, is_again)
        if is_again:
            continue
        opened.add(code)
        onward = [one for one in process.from_step(code) if one.target_step in known]
        waiting += [(one.target_step, one, depth + 1) for one in reversed(onward)]
