"""A receipt by mistake: an end that every process has beside its own, told apart in the figures."""

from vungcao.systems.onestop.rules.definition import Action, Definition
from vungcao.systems.onestop.rules.statuses import Status

MISTAKE = "mistake"  # what the action does, and the outcome of the dossier
CODE, LABEL = "tiep_nhan_nham", "Kết thúc vì tiếp nhận nhầm"


def ways_out(process: Definition, step: str) -> list[Action]:
    """The ways out of a step: those of the process, and from receipt to decision this one."""
    return [*process.from_step(step), *_mistake(process, step)]


def status_words(status: int, outcome: str) -> str:
    """The national status of a dossier; that it was received by mistake stands beside it."""
    said = str(Status(status).label)
    return f"{said} (tiếp nhận nhầm)" if outcome == MISTAKE else said


def _mistake(process: Definition, code: str) -> list[Action]:
    ends = [one.code for one in process.steps if one.status == Status.STOPPED]
    if not ends or process.step(code).clock not in ("run", "pause"):
        return []
    return [Action(CODE, LABEL, code, ends[0], does=MISTAKE)]
