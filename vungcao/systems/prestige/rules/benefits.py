"""Whether a benefit may be given: kind, level, amount, how often in a year, to whom, when.

Ceilings and times are norms of the day (Quyết định 12/2018/QĐ-TTg, 28/2023/QĐ-TTg, docs/law.md).
Every refusal says the rule with its basis, the numbers and the way out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from vungcao.systems.prestige.rules.recognising import Period


@dataclass(frozen=True)
class Norm:
    """What the State allows of one kind at one level on a day; amounts in đồng.

    `ceiling` and `times` are None where nobody has entered one; `code` is the parameter by which
    the ceiling is entered. A basis is named as a reader knows it, with its doubt.
    """

    name: str
    is_money: bool
    by_level: bool = False
    ceiling: int | None = None
    ceiling_basis: str = ""
    times: int | None = None
    times_basis: str = ""
    code: str = ""


@dataclass(frozen=True)
class Wish:
    """A benefit that somebody wants to enter. `given` are the days on which the person had this
    kind in the calendar year of `day`, `household` those on which others of the household had it,
    where the kind is for a household as a whole.
    """

    norm: Norm | None
    level: str
    day: date
    today: date
    held: Period
    amount: int | None = None
    is_void: bool = False
    given: Sequence[date] = ()
    household: Sequence[date] = ()


LEVELS = ("central", "province", "district", "commune")


def money(amount: int) -> str:
    """As an officer writes it: `1.500.000 đồng`."""
    return f"{amount:,} đồng".replace(",", ".")


def against_benefit(wish: Wish) -> list[str]:
    """Why the benefit cannot be given, all at once; empty when nothing stands against it."""
    found = list(_against_day(wish))
    if wish.norm is None:
        sentence = _("Ngày %(day)s không có chế độ này trong danh mục: chọn lại chế độ hoặc ngày.")
        return [*found, sentence % {"day": f"{wish.day:%d/%m/%Y}"}]
    found += _against_level(wish, wish.norm)
    found += _against_amount(wish, wish.norm)
    found += _against_times(wish, wish.norm)
    return found


def _against_day(wish: Wish) -> Iterable[str]:
    day = f"{wish.day:%d/%m/%Y}"
    if wish.day > wish.today:
        sentence = _("Ngày trao %(day)s sau hôm nay: chỉ ghi khi đã trao.")
        yield sentence % {"day": day}
    if wish.is_void:
        yield _("Lần công nhận này đã huỷ vì ghi nhầm: ghi chế độ ở lần công nhận đúng.")
    elif not wish.held[0] <= wish.day < wish.held[1]:
        sentence = _(
            "Ngày %(day)s người này không có trong danh sách (có tên từ %(begin)s đến trước"
            " %(end)s): xem lại ngày trao."
        )
        begin, end = (f"{one:%d/%m/%Y}" for one in wish.held)
        yield sentence % {"day": day, "begin": begin, "end": end}


def _against_level(wish: Wish, norm: Norm) -> Iterable[str]:
    if wish.level not in LEVELS:
        if norm.by_level:
            yield _("%(kind)s có mức riêng cho từng cấp: chọn tuyến điều trị.") % {
                "kind": norm.name
            }
        else:
            yield _("Chọn cấp chi.")


def _against_amount(wish: Wish, norm: Norm) -> Iterable[str]:
    words = {"kind": norm.name, "day": f"{wish.day:%d/%m/%Y}", "basis": norm.ceiling_basis}
    if not norm.is_money:
        if wish.amount is not None:
            yield _("%(kind)s là hiện vật: bỏ trống số tiền.") % words
    elif wish.amount is None or wish.amount <= 0:
        yield _("%(kind)s chi bằng tiền: ghi số tiền lớn hơn 0.") % words
    elif norm.ceiling is None:
        if wish.level in LEVELS:
            sentence = _(
                "Chưa có mức tối đa của %(kind)s ngày %(day)s: ghi mức ở Quy định, mã %(code)s."
            )
            yield sentence % {**words, "code": norm.code}
    elif wish.amount > norm.ceiling:
        sentence = _(
            "Mức tối đa của %(kind)s ngày %(day)s là %(ceiling)s (%(basis)s); số tiền ghi là"
            " %(amount)s. Ghi lại số tiền, hoặc ghi mức mới ở Quy định (mã %(code)s) nếu văn bản đã"
            " đổi."
        )
        more = {"ceiling": money(norm.ceiling), "amount": money(wish.amount), "code": norm.code}
        yield sentence % {**words, **more}


def _against_times(wish: Wish, norm: Norm) -> Iterable[str]:
    if norm.times is None:
        return
    if len(wish.given) >= norm.times:
        sentence = _(
            "%(kind)s: đã nhận %(given)d trên %(times)d lần trong năm %(year)d, lần gần nhất"
            " %(last)s (%(basis)s). Chờ sang năm sau; nếu lần trước ghi nhầm thì huỷ lần đó."
        )
        yield sentence % _counted(wish.given, norm, wish.day.year)
    elif len(wish.given) + len(wish.household) >= norm.times:
        sentence = _(
            "%(kind)s tính theo hộ: hộ này đã nhận %(given)d trên %(times)d lần trong năm %(year)d,"
            " lần gần nhất %(last)s, do người khác trong hộ đứng tên (%(basis)s). Chờ sang năm sau;"
            " nếu lần trước ghi nhầm thì huỷ lần đó."
        )
        yield sentence % _counted([*wish.given, *wish.household], norm, wish.day.year)


def _counted(days: Sequence[date], norm: Norm, year: int) -> dict[str, object]:
    last = max(days, default=None)
    return {
        "kind": norm.name,
        "given": len(days),
        "times": norm.times,
        "year": year,
        "last": f"{last:%d/%m/%Y}" if last else "–",
        "basis": norm.times_basis,
    }


def against_paper(*, number: str, decided_on: date, issuer: str, today: date) -> list[str]:
    """What is missing of the decision on which a list of grants or an allotment rests."""
    found = []
    if not number.strip():
        found.append(_("Ghi số quyết định."))
    if not issuer.strip():
        found.append(_("Ghi nơi ra quyết định."))
    if decided_on > today:
        found.append(_("Ngày quyết định không được sau hôm nay."))
    return found
