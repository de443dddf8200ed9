"""Whether a reform can be applied: everything that stands against it, at once, in sentences."""

from dataclasses import dataclass

from vungcao.kernel.units.models import Reform


@dataclass(frozen=True)
class Problem:
    """One sentence for the officer. `blocks` says whether the reform cannot be applied."""

    text: str
    blocks: bool = True


def check(reform: Reform) -> list[Problem]:
    """Every problem of a draft; an empty list means that it can be applied."""
    return []
