"""What the page of verification says, in sentences for anybody."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vungcao.kernel.documents import inspection, verification
from vungcao.kernel.documents.inspection import Signed
from vungcao.kernel.documents.models import PublishedPaper
from vungcao.kernel.documents.verification import Difference, Verified
from vungcao.kernel.vault.codes import LENGTH, LETTERS

VERDICTS: dict[str, tuple[str, Promise]] = {
    inspection.INTACT: ("ok", gettext_lazy("Nội dung không bị thay đổi sau khi ký.")),
    inspection.BROKEN: ("bad", gettext_lazy("Nội dung đã bị thay đổi sau khi ký.")),
    inspection.CHANGED_LATER: (
        "bad",
        gettext_lazy("Tệp đã bị thêm nội dung sau chữ ký cuối cùng."),
    ),
    inspection.UNSIGNED: ("warn", gettext_lazy("Tệp không có chữ ký số.")),
    inspection.UNREADABLE: (
        "bad",
        gettext_lazy("Không đọc được chữ ký: tệp hỏng, không phải PDF hoặc đã bị sửa."),
    ),
    inspection.TOO_LONG: (
        "warn",
        gettext_lazy("Tệp quá phức tạp, không kiểm tra được trong thời gian cho phép."),
    ),
}

CHANGED = (inspection.BROKEN, inspection.CHANGED_LATER)
MOST_STRANGE = 8


@dataclass(frozen=True)
class Line:
    """One finding: its tone is that of a tag (ok, warn, bad)."""

    tone: str
    text: str | Promise


@dataclass(frozen=True)
class Signature:
    """A signature in words."""

    signer: str
    issuer: str
    at: datetime | None
    trust: Line
    state: Line


@dataclass(frozen=True)
class Face:
    """A paper as anybody may know it, on a day."""

    paper: PublishedPaper
    tone: str
    standing: str | Promise
    since: date | None


def title(paper: PublishedPaper) -> str:
    """By its number; what bears none is called by its kind and day."""
    if paper.number:
        return _("Văn bản số %(number)s") % {"number": paper.number}
    kind = str(paper.get_kind_display())
    said = {"kind": kind[:1].upper() + kind[1:], "day": f"{paper.issued_on:%d/%m/%Y}"}
    return _("%(kind)s ngày %(day)s, không số") % said


def face(paper: PublishedPaper, today: date) -> Face:
    """How the paper stands on a day."""
    now, since = verification.standing(paper, today)
    if now == PublishedPaper.Standing.IN_FORCE:
        return Face(paper, "ok", now.label, since)
    if now is None:
        has_ended = since is not None and since <= today
        words = _("đã hết hiệu lực") if has_ended else _("chưa có hiệu lực")
        return Face(paper, "warn", words, since)
    return Face(paper, "bad", now.label, since)


def verdict(found: Verified, today: date) -> Line:
    """The whole result in one sentence, for whoever reads no further."""
    if found.paper is None and found.inspection.verdict in CHANGED:
        return Line("bad", _("Tệp đã bị sửa sau khi ký, và hệ thống này không có văn bản ấy."))
    if found.paper is None:
        return Line("warn", _("Hệ thống này không có văn bản nào trùng với tệp."))
    if found.is_latest:
        return _genuine(face(found.paper, today))
    if found.is_earlier:
        return Line("warn", _("Tệp do cơ quan lập nhưng là bản cũ, chưa đủ chữ ký."))
    return Line("bad", _("Tệp đã bị sửa: không phải bản đã ban hành."))


def _genuine(shown: Face) -> Line:
    """A genuine file of a paper that holds no more is no proof of anything that holds today."""
    if shown.tone == "ok" and shown.paper.is_by_hand:
        return Line("ok", _("Tệp thật: đúng bản in để ký tay, chưa bị sửa."))
    if shown.tone == "ok":
        return Line("ok", _("Tệp thật: đúng bản đã ban hành, chưa bị sửa."))
    said = _("Tệp thật, chưa bị sửa; nhưng văn bản %(standing)s.")
    return Line("warn", said % {"standing": shown.standing})


def doubts_of_code(code: str) -> list[str]:
    """What speaks against a code that is not found, so that its reader sees where to look again."""
    doubts = []
    strange = dict.fromkeys(letter for letter in code if letter not in LETTERS.upper())
    if strange:
        doubts.append(
            _("Mã chỉ gồm chữ A đến Z không dấu và số 2 đến 7; mã vừa gõ có: %s.")
            % " ".join(list(strange)[:MOST_STRANGE])
        )
    if len(code) != LENGTH:
        doubts.append(
            _("Mã có đúng mười chữ và số; mã vừa gõ có %(count)d.") % {"count": len(code)}
        )
    return doubts or [_("So lại từng chữ với mã in cạnh mã QR: dễ lẫn S với 5, Z với 2, G với 6.")]


def findings(found: Verified) -> list[Line]:
    """What the file shows by itself, then how it compares with the paper that it says it is."""
    lines = [Line(*VERDICTS[found.inspection.verdict])]
    lines += [Line("bad", _broken(one)) for one in found.inspection.broken]
    return [*lines, _comparison(found)]


def signatures(found: Verified) -> list[Signature]:
    return [_signature(one) for one in found.inspection.signatures]


def _broken(one: Signed) -> str:
    return _("Chữ ký %(name)s của %(signer)s không còn khớp với phần đã ký: byte %(ranges)s.") % {
        "name": one.name,
        "signer": one.signer,
        "ranges": _ranges(one.ranges),
    }


def _ranges(ranges: tuple[int, ...]) -> str:
    """Offsets and lengths as first and last byte, from 1: "1–62235, 70332–71287"."""
    pairs = zip(ranges[::2], ranges[1::2], strict=False)
    return ", ".join(f"{start + 1}–{start + length}" for start, length in pairs)


def _comparison(found: Verified) -> Line:
    if found.paper is None:
        return Line(
            "warn",
            _("Không tìm thấy tệp này trong các văn bản do hệ thống ban hành."),
        )
    if found.is_latest:
        return Line("ok", _("Đúng từng byte với bản đã ban hành."))
    if found.is_earlier:
        return Line("warn", _("Là bản lưu cũ của văn bản: bản đã ban hành có thêm chữ ký."))
    if found.difference is None:
        return Line("bad", _("Không khớp với bản đã ban hành; bản lưu đã xoá theo yêu cầu."))
    return Line("bad", difference(found.difference))


def difference(one: Difference) -> str:
    """Where a file leaves the original."""
    if one.page is not None:
        place = _(", thuộc nội dung trang %d") % one.page
    elif one.is_signature:
        place = _(", nằm trong chữ ký số")
    else:
        place = _(", thuộc phần dùng chung của tệp (phông chữ, cấu trúc)")
    text = _("Khác bản đã ban hành: %(count)d byte, chỗ đầu tiên là byte thứ %(first)d%(place)s.")
    said = text % {"count": one.count, "first": one.first, "place": place}
    if one.length != one.original_length:
        said += " " + _("Tệp dài %(length)d byte, bản gốc %(original)d byte.") % {
            "length": one.length,
            "original": one.original_length,
        }
    return said


def _signature(one: Signed) -> Signature:
    if not one.stands:
        trust = Line("warn", _("không xét nơi cấp"))
    elif one.is_demo:
        trust = Line("warn", _("chứng thư trình diễn (MẪU)"))
    elif one.is_trusted:
        trust = Line("ok", _("chuỗi chứng thư được tin cậy"))
    else:
        trust = Line("warn", _("chưa nhận ra nơi cấp"))
    state = Line("ok", _("còn nguyên")) if one.stands else Line("bad", _("không còn khớp"))
    at = datetime.fromisoformat(one.signed_at) if one.signed_at else None
    return Signature(one.signer, one.issuer, at, trust, state)
