"""The daily heads of the chains in a file outside the database, each line sealed by the next.

Whoever can rewrite the database can recompute its chains; the heads copied elsewhere show it.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from vungcao.kernel.audit import queries
from vungcao.runtime.env import Environment


@dataclass(frozen=True)
class Anchor:
    """The heads of one day: stream → (number, hash)."""

    day: date
    heads: dict[str, tuple[int, str]]


@dataclass(frozen=True)
class AnchorFault:
    """One line of the file that does not agree with its neighbours or with the database."""

    line: int
    reason: str


def file(environment: Environment) -> Path:
    """Where this installation keeps its anchors."""
    return environment.home / "log/audit-heads.jsonl"


def append(path: Path, day: date) -> Anchor:
    """Add the heads of today; a second call of a day adds nothing when no head has moved."""
    lines = path.read_bytes().splitlines() if path.exists() else []
    anchor = Anchor(day, queries.heads())
    if lines and _parse(lines[-1])[0] == anchor:
        return anchor
    text = json.dumps(
        {"day": day.isoformat(), "heads": anchor.heads, "previous": _seal(lines)}, sort_keys=True
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as out:
        out.write(text + "\n")
    return anchor


def last_day(path: Path) -> date | None:
    """The day of the last anchor; None when there is none that can be read."""
    lines = path.read_bytes().splitlines() if path.exists() else []
    try:
        return _parse(lines[-1])[0].day
    except (IndexError, ValueError, KeyError, TypeError):
        return None


def faults(path: Path) -> Iterator[AnchorFault]:
    """Every line that was changed, or whose heads the database no longer has."""
    lines = path.read_bytes().splitlines() if path.exists() else []
    for number, line in enumerate(lines, start=1):
        try:
            anchor, previous = _parse(line)
        except (ValueError, KeyError, TypeError):
            yield AnchorFault(number, "dòng không đọc được")
            continue
        if previous != _seal(lines[: number - 1]):
            yield AnchorFault(number, "dòng trước đã bị sửa")
        for stream in queries.differing_heads(anchor.heads):
            yield AnchorFault(number, f"nhật ký “{stream}” không còn khớp")


def _seal(lines: list[bytes]) -> str:
    return hashlib.sha256(lines[-1]).hexdigest() if lines else ""


def _parse(line: bytes) -> tuple[Anchor, str]:
    said = json.loads(line)
    heads = {stream: (int(seq), str(digest)) for stream, (seq, digest) in said["heads"].items()}
    return Anchor(date.fromisoformat(said["day"]), heads), said["previous"]
