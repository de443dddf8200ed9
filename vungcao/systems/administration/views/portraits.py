"""What pages of units, norms, papers and days say of one thing: facts for their component."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.calendar.models import DayOverride, WorkingHours
from vungcao.kernel.citations.models import Citation
from vungcao.kernel.documents import rules
from vungcao.kernel.documents.models import (
    Document,
    DocumentBasis,
    DocumentRelation,
    DocumentState,
)
from vungcao.kernel.documents.queries import Words
from vungcao.kernel.units.models import Code, Name
from vungcao.systems.administration.queries.numbers import Book
from vungcao.systems.administration.queries.units import Kin
from vungcao.systems.administration.views.norm_lines import ParameterLine
from vungcao.web.facts import Fact, Said, Way

if TYPE_CHECKING:
    from vungcao.kernel.units.boundaries import Coverage

MOST_NAMED = 12
TONES = {DayOverride.Standing.ACTIVE: "ok", DayOverride.Standing.PROPOSED: "warn"}


def period(begin: date, end: date | None) -> str:
    """From a day on, or from a day to before another one."""
    if end is None:
        return _t("Từ %(begin)s") % {"begin": f"{begin:%d/%m/%Y}"}
    return _t("Từ %(begin)s đến trước %(end)s") % {
        "begin": f"{begin:%d/%m/%Y}",
        "end": f"{end:%d/%m/%Y}",
    }


def names(called: Iterable[Name], coded: Iterable[Code]) -> list[Fact]:
    """Every name and code of a unit with its days."""
    facts: list[Fact] = [
        (period(row.valid_from, row.valid_until), Said(str(row), state=row.basis.state))
        for row in called
    ]
    for row in coded:
        words = _t("Mã: %(period)s") % {"period": period(row.valid_from, row.valid_until)}
        facts.append((words, Said(row.code, state=row.basis.state)))
    return facts


def past(before: Iterable[Kin], after: Iterable[Kin]) -> list[Fact]:
    """What a unit was made of, and where it belongs now."""
    sides = ((_("Hợp thành từ"), before, True), (_("Nay thuộc"), after, False))
    facts = [(label, tuple(_kin(kin, is_then) for kin in kin_)) for label, kin_, is_then in sides]
    return [(label, Said(links=links)) for label, links in facts if links]


def _kin(kin: Kin, is_then: bool) -> Way:
    place = reverse("administration:unit", args=[kin.unit.id])
    return Way(kin.unit.name, f"{place}?day={kin.day:%d/%m/%Y}" if is_then else place, kin.share)


def parameter(line: ParameterLine) -> list[Fact]:
    """What holds today and what comes."""
    now = line.now.words if line.now else _t("Không có giá trị")
    if line.now and line.now.until:
        now += ", " + _t("đến hết ngày %(day)s") % {"day": f"{line.now.until:%d/%m/%Y}"}
    facts: list[Fact] = [(_("Hôm nay"), now)]
    if line.coming:
        begin = f"{line.coming.row.valid_from:%d/%m/%Y}"
        since = _t("từ ngày %(day)s") % {"day": begin}
        facts.append((_("Sắp tới"), f"{line.coming.words}, {since}"))
    return facts


def citation(shown: Citation, rests: Iterable[tuple[str, int]]) -> list[Fact]:
    """How sure a text is, where it was read, and what rests on it."""
    state = str(shown.get_state_display())
    facts: list[Fact] = [
        (_("Tình trạng"), state[:1].upper() + state[1:]),
        (_("Nguồn"), shown.source or "–"),
    ]
    for label, count in rests:
        words = _t("%(number)s dòng dựa vào văn bản này") % {"number": count}
        facts.append((label[:1].upper() + label[1:], words))
    return facts


def override(shown: DayOverride) -> list[Fact]:
    """A day that differs from the week: whether it counts, for whom, by which act."""
    standing = DayOverride.Standing(shown.standing)
    return [
        (_("Tình trạng"), Said(standing.label, tone=TONES.get(standing, "none"))),
        (_("Áp dụng cho"), shown.calendar.name if shown.calendar else _("Mọi lịch")),
        (_("Nguồn"), shown.get_origin_display()),
        (_("Căn cứ"), Said(citation=shown.basis)),
        (_("Nơi đã thấy"), shown.basis.source or "–"),
    ]


def hours(posted: Iterable[WorkingHours]) -> list[Fact]:
    """The posted hours of each weekday."""
    days: dict[int, list[WorkingHours]] = {}
    for row in posted:
        days.setdefault(row.weekday, []).append(row)
    return [(_weekday(number), _hours(rows)) for number, rows in days.items()]


def _weekday(number: int) -> str:
    return _t("Chủ nhật") if number == 7 else _t("Thứ %(number)s") % {"number": number + 1}


def _hours(rows: list[WorkingHours]) -> Said:
    words = ", ".join(f"{row.starts:%H:%M}–{row.ends:%H:%M}" for row in rows)
    return Said(words, state=rows[0].basis.state)


def book(shown: Book) -> list[Fact]:
    """How a book writes its numbers, how far it has come, and by which act."""
    series = shown.series
    year = _t("Số cuối năm %(year)s") % {"year": shown.year}
    return [
        (_("Cách viết số"), shown.words[:1].upper() + shown.words[1:]),
        (year, shown.latest or _("chưa có")),
        (_("Số tới"), shown.next),
        (_("Áp dụng"), period(series.valid_from, series.valid_until)),
        (_("Căn cứ"), Said(citation=series.basis)),
    ]


def boundaries(seen: "Coverage") -> list[Fact]:
    """What a file of shapes would bring."""
    before, after = seen.points
    points = _t("%(before)s trước, %(after)s sau khi giảm chi tiết")
    return [
        (_("Đơn vị có hình"), len(seen.units)),
        (_("Diện tích giữ nguyên chỗ"), f"{100 * seen.area_kept:.2f} %".replace(".", ",")),
        (_("Số điểm"), points % {"before": before, "after": after}),
        (_("Đơn vị cùng cấp chưa có trong tệp"), _missing([one.name for one in seen.missing])),
    ]


def _missing(found: list[str]) -> str:
    if not found:
        return _t("không còn đơn vị nào")
    more = "…" if len(found) > MOST_NAMED else ""
    return f"{len(found)}: {', '.join(found[:MOST_NAMED])}{more}"


def document(
    shown: Document,
    words: Words,
    bases: Iterable[DocumentBasis],
    acts_on: Iterable[DocumentRelation],
    touched_by: Iterable[DocumentRelation],
) -> list[Fact]:
    """A paper: number, office, signer, days, bases, code, and how it stands to others."""
    signer = [*shown.signer_post.splitlines(), shown.signer_name]
    facts: list[Fact] = [
        (_("Số và ký hiệu"), _number(shown)),
        (_("Ngày ban hành"), shown.issued_on or _("ghi khi ban hành")),
        (_("Cơ quan ban hành"), shown.issuer_name),
        (_("Người ký"), ", ".join(line for line in signer if line)),
        (_("Có hiệu lực từ"), shown.valid_from or _("ngày ban hành")),
    ]
    if shown.valid_until:
        facts.append((_("Hết hiệu lực từ"), shown.valid_until))
    facts += [(_("Căn cứ"), Said(citation=basis.citation)) for basis in bases]
    facts.append((_("Mã xác minh"), _code(shown)))
    if shown.revoked_on:
        day = f"{shown.revoked_on:%d/%m/%Y}"
        facts.append((_("Thu hồi"), f"{day}: {words.reason}" if words.reason else day))
    return [*facts, *_relations(acts_on, touched_by)]


def _number(shown: Document) -> object:
    if not shown.is_numbered:
        return _("không số, ký tay trên bản in")
    return shown.number or _("chưa cấp")


def _code(shown: Document) -> Said:
    """The code, which anybody may look up once the paper is out."""
    text = rules.in_fours(shown.code)
    if shown.state not in (DocumentState.ISSUED, DocumentState.REVOKED):
        return Said(text)
    place = reverse("verify-paper", args=[shown.code])
    return Said(text, links=(Way(_("Trang công khai"), place),))


def _relations(
    acts_on: Iterable[DocumentRelation], touched_by: Iterable[DocumentRelation]
) -> list[Fact]:
    facts: list[Fact] = []
    for one in acts_on:
        kind = str(one.get_kind_display())
        facts.append((kind[:1].upper() + kind[1:], _other(one.target, one)))
    for one in touched_by:
        label = _t("Văn bản sau %(kind)s") % {"kind": one.get_kind_display()}
        facts.append((label, _other(one.document, one)))
    return facts


def _other(other: Document, relation: DocumentRelation) -> Said:
    since = _t("từ ngày %(day)s") % {"day": f"{relation.effective_on:%d/%m/%Y}"}
    words = other.number or rules.in_fours(other.code)
    return Said(words, reverse("administration:document", args=[other.code]), note=since)
