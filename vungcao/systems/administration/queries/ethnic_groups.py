"""Ethnic groups as their list shows them: both codes of a day, and every other name."""

from dataclasses import dataclass
from datetime import date

from vungcao.kernel.norms import queries
from vungcao.kernel.norms.models import EthnicCode, EthnicGroup, GroupKind, Scheme
from vungcao.kernel.search.rules import folded


@dataclass(frozen=True)
class GroupLine:
    """A group with its codes in both schemes."""

    group: EthnicGroup
    qd421: EthnicCode | None
    gso: EthnicCode | None
    aliases: tuple[str, ...]
    local_groups: tuple[str, ...]

    @property
    def is_foreign(self) -> bool:
        return self.group.kind == GroupKind.FOREIGN

    @property
    def qd421_code(self) -> str:
        return self.qd421.code if self.qd421 else ""

    @property
    def gso_code(self) -> str:
        return self.gso.code if self.gso else ""


def lines(day: date, text: str = "", kind: str = "") -> list[GroupLine]:
    """The groups of a day in the order of the scheme that civil papers use.

    A text is a part of any of their names, with or without tones.
    """
    found = [_line(group) for group in queries.ethnic_groups(day) if kind in ("", group.kind)]
    found = [line for line in found if folded(text) in _names(line)]
    return sorted(found, key=lambda line: line.qd421_code or "~")


def _line(group: EthnicGroup) -> GroupLine:
    codes = {code.scheme: code for code in group.codes.all()}
    return GroupLine(
        group=group,
        qd421=codes.get(Scheme.QD421),
        gso=codes.get(Scheme.GSO),
        aliases=tuple(alias.name for alias in group.aliases.all()),
        local_groups=tuple(str(local) for local in group.local_groups.all()),
    )


def _names(line: GroupLine) -> str:
    return folded(" | ".join((line.group.name, *line.aliases, *line.local_groups)))
