"""What was said and who led at the meetings of a round: sealed with the round's own key."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from vungcao.kernel.vault import services as vault
from vungcao.systems.prestige.models import SelectionRound
from vungcao.systems.prestige.services.profiles import seal


@dataclass(frozen=True)
class Sitting:
    """Where a meeting was, who led it and kept its minutes, who came, and what was said."""

    place: str = ""
    chair: str = ""
    secretary: str = ""
    others: str = ""
    words: str = ""


@dataclass(frozen=True)
class Minutes:
    """Both meetings, the note of the check, and why somebody is to be replaced (a code)."""

    meeting: Sitting = field(default=Sitting())
    joint: Sitting = field(default=Sitting())
    check: str = ""
    end_reason: str = ""


def opened(selection: SelectionRound) -> Minutes:
    """Empty where nothing was written, and once its key is destroyed."""
    (text,) = vault.open_texts([selection.words])
    said: Mapping[str, object] = json.loads(text or "{}")
    return Minutes(
        meeting=_sitting(said.get("meeting")),
        joint=_sitting(said.get("joint")),
        check=str(said.get("check", "")),
        end_reason=str(said.get("end_reason", "")),
    )


def write(selection: SelectionRound, minutes: Minutes) -> None:
    """Put the words into the row, which the caller saves."""
    assert selection.key is not None
    text = json.dumps(asdict(minutes), ensure_ascii=False)
    selection.words = seal(text, selection.key, "words", SelectionRound)


def _sitting(said: object) -> Sitting:
    return Sitting(**said) if isinstance(said, dict) else Sitting()
