"""The list of documents: what each column says of one."""

from datetime import date
from functools import partial

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.documents.models import Document
from vungcao.systems.administration.queries.documents import DocumentLine, lines
from vungcao.web.tables import Column, Kind, Table


def table(day: date, *, is_narrowed: bool) -> Table[Document, DocumentLine]:
    """Documents and what newer ones have made of them by a day, the newest first."""
    nothing = (
        _("Không có văn bản nào khớp với bộ lọc.")
        if is_narrowed
        else _("Chưa có văn bản nào trong phạm vi của chị/anh.")
    )
    return Table(
        name="administration.documents",
        label=_("Văn bản"),
        columns=COLUMNS,
        order="-written",
        nothing=nothing,
        prepare=partial(lines, day=day),
        kept=("kind", "state"),
        key=lambda line: line.document.pk,
    )


def _subject(line: DocumentLine) -> str:
    """The subject stands sealed: it is opened for the page and never ordered by (ADR 0063)."""
    if line.subject is None:
        return _t("đã xoá theo yêu cầu")
    return line.subject[:1].upper() + line.subject[1:]


def _number(line: DocumentLine) -> str:
    return line.document.number if line.document.is_numbered else _t("không số")


def _state(line: DocumentLine) -> str | Promise:
    return line.became or line.document.get_state_display()


COLUMNS: tuple[Column[DocumentLine], ...] = (
    Column(
        "subject",
        _("Trích yếu"),
        _subject,
        address=lambda line: reverse("administration:document", args=[line.document.code]),
    ),
    Column("number", _("Số và ký hiệu"), _number, order=("number",)),
    Column(
        "issued",
        _("Ngày ban hành"),
        lambda line: line.document.issued_on,
        kind=Kind.DAY,
        order=("issued_on",),
    ),
    Column("kind", _("Loại"), lambda line: line.document.get_kind_display(), order=("kind",)),
    Column("office", _("Cơ quan"), lambda line: line.document.issuer_name, order=("issuer_name",)),
    Column(
        "state",
        _("Trạng thái"),
        _state,
        order=("state",),
        template="administration/_document_state_cell.html",
        leads=True,
    ),
    Column(
        "from",
        _("Có hiệu lực từ"),
        lambda line: line.document.valid_from,
        kind=Kind.DAY,
        order=("valid_from",),
        usual=False,
    ),
    Column(
        "until",
        _("Hết hiệu lực từ"),
        lambda line: line.document.valid_until,
        kind=Kind.DAY,
        order=("valid_until",),
        usual=False,
    ),
    Column(
        "written",
        _("Soạn lúc"),
        lambda line: line.document.written_at,
        kind=Kind.MOMENT,
        order=("pk",),
        usual=False,
    ),
    Column("code", _("Mã xác minh"), lambda line: line.document.code, usual=False),
)
