"""What a decision on a dossier says, what it changes, and by which effect that is undone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from vungcao.systems.onestop.rules import conditions
from vungcao.systems.onestop.rules.definition import Definition, EffectMap
from vungcao.systems.onestop.rules.sources import type_of

TEMPLATE = "onestop.decision"
HEADS = ("Danh sách được đồng ý", "Danh sách không được đồng ý")
CORRECTED_HEADS = ("", "Danh sách đưa ra theo quyết định này")
# What another effect undoes, and the table of the norms that holds its reasons.
UNDONE_BY = {"prestige.recognise": ("prestige.withdraw", "prestige.end_reasons")}


@dataclass(frozen=True)
class Wording:
    """What whoever prepares a decision writes into it, and who is to sign."""

    signer_post: str
    signer_name: str
    subject: str
    place: str
    bases: str
    body: str
    recipients: str = "Như trên\nLưu: VT"


@dataclass(frozen=True)
class Line:
    """One person of a list as the decision names them."""

    subject: int
    position: int
    name: str
    year: str
    village: str
    reason: str = ""


def articles(granted: int, refused: int) -> str:
    """A first text for whoever prepares; nothing of it is prescribed."""
    said = []
    if granted:
        said.append(f"Đồng ý đối với {granted} người có tên trong danh sách kèm theo.")
    if refused:
        said.append(f"Không đồng ý đối với {refused} người; lý do ghi cạnh tên từng người.")
    if not said:
        said.append("Đồng ý với đề nghị nêu trong hồ sơ.")
    said.append("Quyết định này có hiệu lực từ ngày ký.")
    return "\n".join(f"Điều {nth}. {one}" for nth, one in enumerate(said, start=1))


def correction(number: str, removed: int, words: str) -> str:
    """The text of a decision that corrects an earlier one."""
    return (
        f"Điều 1. Sửa Quyết định số {number}: đưa ra {removed} người có tên trong danh sách "
        f"kèm theo. Lý do: {words.rstrip('. ')}.\n"
        f"Điều 2. Các nội dung khác của Quyết định số {number} giữ nguyên.\n"
        "Điều 3. Quyết định này có hiệu lực từ ngày ký."
    )


def tables(granted: Sequence[Line], refused: Sequence[Line]) -> dict[str, list[list[str]]]:
    """The annex: who is granted, and who is not with the reason."""
    return {
        "granted": [[str(one.position), one.name, one.year, one.village] for one in granted],
        "refused": [[str(one.position), one.name, one.reason] for one in refused],
    }


def chosen(process: Definition, line: Mapping[str, Any]) -> EffectMap | None:
    """The effect that runs for a line: the first of those for persons whose condition holds."""
    each = (one for one in process.effects if one.per_subject)
    return next((one for one in each if conditions.holds(one.when, line, {})), None)


def whole(process: Definition, answers: Mapping[str, Any]) -> list[EffectMap]:
    """The effects that run once for a dossier.

    None of them has a condition: publishing refuses it (`mapping.effect_faults`). One that had one
    all the same is asked it, of the dossier's answers: nothing runs against its own condition.
    """
    once = [one for one in process.effects if not one.per_subject]
    return [one for one in once if conditions.holds(one.when, answers, {})]


def filled(
    process: Definition, effect: EffectMap, known: Mapping[str, Mapping[str, Any]]
) -> dict[str, Any]:
    """The values of an effect; `known` has `subject`, `answers` and `decision`.

    Raises `LookupError` with the place that has no value.
    """
    said = {}
    for name, place in effect.values.items():
        where, _dot, field = place.partition(".")
        given = known[where].get(field)
        if given in (None, ""):
            raise LookupError(place)
        if type_of(process, place) is date and isinstance(given, str):
            given = date.fromisoformat(given)
        said[name] = given
    return said
