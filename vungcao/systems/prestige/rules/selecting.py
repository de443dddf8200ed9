"""How a selection goes: the order of its steps, votes, days, places.

Quyết định 12/2018/QĐ-TTg (docs/law.md): village meeting, joint meeting, check by the commune, list.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _

STEPS: tuple[str, ...] = ("open", "met", "joint", "checked", "listed", "decided")


def against_step(*, state: str, wanted: str, state_words: str) -> list[str]:
    """Why a step that begins at `wanted` cannot be done now: states move only forward."""
    if state == wanted:
        return []
    if state not in STEPS:
        return [_("Đợt này đã huỷ, không làm tiếp được: mở đợt mới.")]
    if STEPS.index(state) > STEPS.index(wanted):
        sentence = _("Bước này đã xong, không làm lại được: đợt đang ở “%(state)s”.")
    else:
        sentence = _("Chưa đến bước này: đợt đang ở “%(state)s”, làm xong việc tiếp theo trước.")
    return [sentence % {"state": state_words}]


def against_day(*, day: date, today: date, earliest: date | None, what: str) -> list[str]:
    """A meeting has been held, and not before the one that it follows."""
    if day > today:
        return [_("%(what)s không được sau hôm nay.") % {"what": what}]
    if earliest is not None and day < earliest:
        said = {"what": what, "day": f"{earliest:%d/%m/%Y}"}
        return [_("%(what)s không được trước ngày họp thôn (%(day)s).") % said]
    return []


def against_votes(votes: Mapping[int, int | None], present: int, whose: str) -> list[str]:
    """Nobody is given more votes than there are voters; `votes` by place in the list."""
    return list(_faults_of_votes(votes, present, whose))


def _faults_of_votes(votes: Mapping[int, int | None], present: int, whose: str) -> Iterator[str]:
    if not votes:
        yield _("Chưa đề cử ai: ghi người được đề cử trước.")
    missing = [place for place, given in votes.items() if given is None]
    if missing:
        places = ", ".join(str(place) for place in missing)
        yield _("Ghi số phiếu của người được đề cử thứ %(places)s.") % {"places": places}
    for place, given in votes.items():
        if given is not None and given > present:
            sentence = _(
                "Người được đề cử thứ %(place)d có %(given)d phiếu,"
                " nhiều hơn %(present)d %(whose)s."
            )
            yield sentence % {"place": place, "given": given, "present": present, "whose": whose}


def against_choice(chosen: int, places: int) -> list[str]:
    """The joint meeting proposes somebody, and no more than the village has places."""
    if chosen < 1:
        return [_("Chọn người được đề nghị.")]
    if chosen > places:
        sentence = _("Chọn %(chosen)d người, thôn chỉ còn %(places)d suất: bỏ bớt người được chọn.")
        return [sentence % {"chosen": chosen, "places": places}]
    return []


def against_criteria(known: Iterable[str], said: Sequence[str]) -> list[str]:
    """Criteria that the law of the day does not know."""
    strange = sorted(set(said) - set(known))
    return [_("Không có tiêu chí mang mã %s.") % ", ".join(strange)] if strange else []
