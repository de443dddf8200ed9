"""A process in words: each step that can be reached, in its order, with what leads on from it."""

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
    opened: set[str] = set()
    waiting = [process.start] if process.start in known else []
    while waiting:
        code = waiting.pop()
        opened.add(code)
        onward = {one.target_step for one in process.from_step(code)} & known.keys()
        waiting += onward - opened
    return [_branch(process, known, step) for step in process.steps if step.code in opened]


def _branch(process: Definition, known: dict[str, Step], step: Step) -> Branch:
    onward = [one for one in process.from_step(step.code) if one.target_step in known]
    return Branch(step, tuple((one, known[one.target_step]) for one in onward))
