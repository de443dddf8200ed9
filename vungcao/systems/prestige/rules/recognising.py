"""Being on the list: who decides, how many of a village at once, how it begins and ends.

Quyết định 12/2018/QĐ-TTg, 28/2023/QĐ-TTg, Nghị định 124/2025/NĐ-CP (docs/law.md).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

Period = tuple[date, date]
A_DAY = timedelta(days=1)


def overlaps(one: Period, other: Period) -> bool:
    """Whether two half-open periods share a day."""
    return one[0] < other[1] and other[0] < one[1]


def most_at_once(held: Iterable[Period], within: Period) -> int:
    """The largest number of `held` periods that hold on one day of `within`."""
    meeting = [period for period in held if overlaps(period, within)]
    days = {within[0], *(begin for begin, _end in meeting if begin > within[0])}
    return max(sum(begin <= day < end for begin, end in meeting) for day in days)


def free_slot(taken: Iterable[tuple[int, Period]], within: Period) -> int:
    """The first place of a village that nobody holds on any day of `within`."""
    held = {slot for slot, period in taken if overlaps(period, within)}
    return next(slot for slot in range(1, len(held) + 2) if slot not in held)


@dataclass(frozen=True)
class Wish:
    """What is known about a recognition that somebody wants to enter.

    `person_held` are the periods of the same person, `village_held` those of the village and of
    what was merged into it; `allowed` is how many it may have at once.
    """

    within: Period
    cycle: Period
    cycle_name: str
    decided_on: date
    today: date
    person_held: Sequence[Period] = ()
    village_held: Sequence[Period] = ()
    allowed: int = 1
    is_deceased: bool = False
    village_ended: date | None = None


def against_recognition(wish: Wish) -> list[str]:
    """Why the recognition cannot be entered, all at once; empty when nothing stands against it."""
    return [*_against_person(wish), *_against_days(wish), *_against_village(wish)]


def _against_person(wish: Wish) -> Iterable[str]:
    if wish.is_deceased:
        yield _("Người này đã mất.")
    held = [period for period in wish.person_held if overlaps(period, wish.within)]
    if held:
        begin, end = held[0]
        sentence = _(
            "Người này đã được công nhận từ %(begin)s đến hết %(last)s:"
            " mỗi người chỉ được công nhận một lần trong cùng thời gian."
        )
        yield sentence % {"begin": f"{begin:%d/%m/%Y}", "last": f"{end - A_DAY:%d/%m/%Y}"}


def _against_days(wish: Wish) -> Iterable[str]:
    begin, end = wish.within
    if wish.decided_on > wish.today:
        yield _("Ngày quyết định không được sau hôm nay.")
    if begin < wish.decided_on:
        yield _("Ngày bắt đầu công nhận không được trước ngày quyết định.")
    if not wish.cycle[0] <= begin < wish.cycle[1]:
        sentence = _("Ngày bắt đầu phải trong %(cycle)s (từ %(from)s đến trước %(until)s).")
        yield sentence % {
            "cycle": wish.cycle_name,
            "from": f"{wish.cycle[0]:%d/%m/%Y}",
            "until": f"{wish.cycle[1]:%d/%m/%Y}",
        }
    elif not begin < end <= wish.cycle[1]:
        yield _("Ngày thôi phải sau ngày bắt đầu và không quá ngày hết kỳ.")


def _against_village(wish: Wish) -> Iterable[str]:
    begin, _end = wish.within
    if wish.village_ended is not None and wish.village_ended <= begin:
        yield _("Thôn này đã kết thúc do sắp xếp: chọn thôn tiếp nhận.")
    if most_at_once(wish.village_held, wish.within) >= wish.allowed:
        sentence = _(
            "Thôn này được %(allowed)d người và đã có đủ trong thời gian đó:"
            " thay thế người đang có, hoặc đưa một người ra khỏi danh sách trước."
        )
        yield sentence % {"allowed": wish.allowed}


def against_end(
    *, held: Period, ends_on: date, decided_on: date, today: date, is_ended: bool
) -> list[str]:
    """Why a recognition cannot end early on a day; the day itself is the first without it."""
    found = []
    if is_ended:
        found.append(_("Người này đã được đưa ra khỏi danh sách."))
    if decided_on > today:
        found.append(_("Ngày quyết định không được sau hôm nay."))
    if ends_on < decided_on:
        found.append(_("Ngày thôi không được trước ngày quyết định."))
    if not held[0] < ends_on < held[1]:
        sentence = _("Ngày thôi phải sau %(begin)s và không quá %(last)s.")
        words = {"begin": f"{held[0]:%d/%m/%Y}", "last": f"{held[1] - A_DAY:%d/%m/%Y}"}
        found.append(sentence % words)
    return found


def against_authority(
    *, wanted: str, given: str, day: date, basis: str, is_responsible: bool
) -> list[str]:
    """Whether the level that decided was the one that may decide on that day, for that village."""
    found = []
    if wanted != given:
        sentence = _(
            "Ngày %(day)s, thẩm quyền công nhận thuộc %(wanted)s (%(basis)s);"
            " quyết định này của %(given)s."
        )
        words = {"day": f"{day:%d/%m/%Y}", "wanted": _level(wanted), "basis": basis}
        found.append(sentence % {**words, "given": _level(given)})
    if not is_responsible:
        found.append(_("Nơi ra quyết định không quản lý thôn này vào ngày quyết định."))
    return found


def _level(level: str) -> str:
    names = {
        "nation": _("cơ quan trung ương"),
        "village": _("thôn, bản, tổ dân phố"),
        "province": _("Chủ tịch Uỷ ban nhân dân cấp tỉnh"),
        "district": _("Chủ tịch Uỷ ban nhân dân cấp huyện"),
        "commune": _("Chủ tịch Uỷ ban nhân dân cấp xã"),
    }
    return names.get(level, level)
