"""How names of bodies are compared, and what shape each kind of succession has, in plain Python."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.units.names import fold_toneless


def folded(name: str, abbreviation: str = "") -> str:
    """A name and its short form without tones and accents, to be searched."""
    return " ".join(fold_toneless(text) for text in (name, abbreviation) if text.strip())


@dataclass(frozen=True)
class Shape:
    """How many bodies one kind of succession has on each side, and the sentence when it differs."""

    sources: range
    targets: range
    sentence: str | Promise


MANY = 1_000
SHAPES: Mapping[str, Shape] = {
    "merge": Shape(
        range(2, MANY), range(1, 2), _("Sáp nhập cần từ hai cơ quan trước và đúng một cơ quan sau.")
    ),
    "split": Shape(
        range(1, 2), range(2, MANY), _("Chia, tách cần đúng một cơ quan trước, từ hai cơ quan sau.")
    ),
    "rename": Shape(
        range(1, 2), range(1, 2), _("Tổ chức lại cần đúng một cơ quan trước và một cơ quan sau.")
    ),
    "transfer": Shape(
        range(1, MANY), range(1, MANY), _("Chuyển nhiệm vụ cần cơ quan giao và cơ quan nhận.")
    ),
    "abolish": Shape(range(1, MANY), range(MANY), _("Ghi ít nhất một cơ quan kết thúc hoạt động.")),
}


def misshapen(kind: str, sources: int, targets: int) -> list[str]:
    """What is wrong with the number of bodies before and after."""
    shape = SHAPES[kind]
    fits = sources in shape.sources and targets in shape.targets
    return [] if fits else [str(shape.sentence)]


def ends_its_sources(kind: str) -> bool:
    """Only who passes on tasks goes on."""
    return kind != "transfer"
