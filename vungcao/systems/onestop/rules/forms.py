"""Forms 01 to 06 (TT 03/2025/TT-VPCP): what each says, as plain lines.

The circular's annex was not read: titles are those of its list, the layout waits to be compared.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from vungcao.kernel.calendar.rules import ZONE

SLIP, SUPPLEMENT, REFUSAL, APOLOGY, STOP, CONTROL = "01", "02", "03", "04", "05", "06"
TITLES = {
    SLIP: "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
    SUPPLEMENT: "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ",
    REFUSAL: "Phiếu từ chối tiếp nhận giải quyết hồ sơ",
    APOLOGY: "Văn bản xin lỗi và đề nghị gia hạn",
    STOP: "Thông báo dừng giải quyết hồ sơ",
    CONTROL: "Phiếu kiểm soát quá trình giải quyết hồ sơ",
}
AT_DESK = frozenset({SLIP, REFUSAL})  # the desk gives these, the responsible agency the others
EMPTY: dict[str, list[str]] = {"head": [], "rows": []}
MARK = "Mẫu số {form}, TT 03/2025/TT-VPCP (bố cục chờ đối chiếu)"


def template(form: str) -> str:
    """Under which name the form is offered."""
    return f"onestop.form{form}"


@dataclass(frozen=True)
class Table:
    """A table of a form; without rows it is not printed."""

    head: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()


@dataclass(frozen=True)
class About:
    """What every form says of its dossier."""

    number: str
    code: str
    procedure_code: str
    procedure: str
    applicant: str
    agency: str


@dataclass(frozen=True)
class Told:
    """What one form says besides: moments, words, and what it lists."""

    received_at: datetime | None = None
    due_at: datetime | None = None
    old_due_at: datetime | None = None
    delivery: str = ""
    words: str = ""
    items: Sequence[str] = ()
    fault: str = ""
    table: Table = field(default=Table())


@dataclass(frozen=True)
class Sheet:
    """A form: pairs of label and value, paragraphs, a table."""

    rows: Sequence[tuple[str, str]]
    body: Sequence[str]
    table: Table = field(default=Table())


def composed(form: str, about: About, told: Told) -> Sheet:
    """One form, in the words of an office."""
    rows = [
        ("Số hồ sơ", about.number),
        ("Mã tra cứu", about.code),
        ("Thủ tục", f"{about.procedure} ({about.procedure_code})"),
        ("Người nộp", about.applicant),
        ("Cơ quan giải quyết", about.agency),
    ]
    more, body = BODIES[form](told)
    return Sheet([*rows, *more], body, told.table)


DOTS = "……"


def moment(at: datetime | None) -> str:
    """A moment as it is printed; dots where there is none."""
    return f"{at.astimezone(ZONE):%H giờ %M, ngày %d/%m/%Y}" if at else DOTS


def _slip(told: Told) -> tuple[list[tuple[str, str]], list[str]]:
    rows = [
        ("Tiếp nhận lúc", moment(told.received_at)),
        ("Hẹn trả kết quả", moment(told.due_at)),
        ("Cách nhận kết quả", told.delivery),
    ]
    return rows, ["Giấy tờ đã nhận:"]


def _supplement(told: Told) -> tuple[list[tuple[str, str]], list[str]]:
    return [], [
        "Để có căn cứ giải quyết, đề nghị bổ sung, hoàn thiện tất cả các nội dung sau:",
        *[f"{nth}. {said}" for nth, said in enumerate(told.items, start=1)],
        "Thời gian chờ bổ sung không tính vào thời hạn giải quyết.",
    ]


def _refusal(told: Told) -> tuple[list[tuple[str, str]], list[str]]:
    return [], ["Hồ sơ không được tiếp nhận để giải quyết, với lý do:", told.words]


def _apology(told: Told) -> tuple[list[tuple[str, str]], list[str]]:
    rows = [
        ("Đã hẹn trả", moment(told.old_due_at)),
        ("Đề nghị gia hạn đến", moment(told.due_at)),
        ("Nơi chậm", told.fault),
    ]
    return rows, [
        "Cơ quan xin lỗi vì chưa trả được kết quả đúng hẹn. Lý do:",
        told.words,
        "Rất mong người nộp thông cảm và nhận kết quả theo thời gian mới.",
    ]


def _stop(told: Told) -> tuple[list[tuple[str, str]], list[str]]:
    return [], ["Cơ quan dừng giải quyết hồ sơ, với lý do:", told.words]


def _control(told: Told) -> tuple[list[tuple[str, str]], list[str]]:
    rows = [
        ("Tiếp nhận lúc", moment(told.received_at)),
        ("Hẹn trả kết quả", moment(told.due_at)),
    ]
    return rows, [told.words] if told.words else []


BODIES = {
    SLIP: _slip,
    SUPPLEMENT: _supplement,
    REFUSAL: _refusal,
    APOLOGY: _apology,
    STOP: _stop,
    CONTROL: _control,
}
