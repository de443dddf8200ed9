"""Since when a dossier is at a step: a pause that leads back to it is part of the same stay."""

from collections.abc import Collection, Iterable
from datetime import datetime

Moved = tuple[datetime, str, str]  # when, from which step, to which


def began(step: str, moves: Iterable[Moved], pauses: Collection[str]) -> datetime | None:
    """When the stay began that a dossier in a pause goes on with; `moves` are the latest first.

    None where the pause was not begun from that step.
    """
    for at, before, after in moves:
        if after == step and before not in pauses:
            return at
        if after != step and (after not in pauses or before not in {step, *pauses}):
            return None
    return None
