"""Files as administration lists them: by code, kind and place, without a name and a content."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.files import queries, services
from vungcao.kernel.files.models import ScanState, StoredFile
from vungcao.kernel.units.models import Name
from vungcao.web.tables import Column, Kind, Table

T = "administration/"
SCANNED = {
    ScanState.CLEAN: _("Đã quét, không thấy vi-rút"),
    ScanState.PENDING: _("Đang chờ quét"),
    ScanState.UNSCANNED: _("Chưa quét"),
    ScanState.INFECTED: _("Có vi-rút, đã cách ly"),
}


@dataclass(frozen=True)
class Line:
    """A file as an administrator sees it: its code, its kind, its place."""

    file: StoredFile
    kind: str
    place: str
    leaves_on: date | None
    may_keep: bool


def files(day: date, *, may_keep: bool) -> Table[StoredFile, Line]:
    """Files with the names of places that hold on a day."""
    return Table(
        name="administration.files",
        label=_("Các tệp"),
        columns=COLUMNS,
        order="made",
        nothing=_("Không có tệp nào khớp với bộ lọc."),
        prepare=partial(_lines, day=day, may_keep=may_keep),
        kept=("state", "kind"),
        key=lambda line: line.file.pk,
    )


def names(units: set[int], day: date) -> dict[int, str]:
    """What each unit is called; one that has ended by its last name."""
    found = Name.objects.filter(unit__in=units, valid_from__lte=day).order_by("valid_from", "pk")
    return {name.unit_id: str(name) for name in found}


def _lines(files: Sequence[StoredFile], day: date, *, may_keep: bool) -> list[Line]:
    places = names({file.unit_id for file in files}, day)
    return [
        Line(
            file,
            str(queries.kind_of(file).label),
            places.get(file.unit_id, ""),
            file.due_since and file.due_since + services.NOTICE,
            may_keep,
        )
        for file in files
    ]


def _scan(line: Line) -> str | Promise:
    blob = line.file.blob
    return SCANNED[ScanState(blob.scan)] if blob else ""


COLUMNS: tuple[Column[Line], ...] = (
    Column("code", _("Mã tệp"), lambda line: line.file.code, template=f"{T}_file_code.html"),
    Column("kind", _("Loại tệp"), lambda line: capfirst(line.kind), order=("kind",)),
    Column("place", _("Đơn vị"), lambda line: line.place),
    Column(
        "made",
        _("Tải lên"),
        lambda line: line.file.made_at,
        Kind.MOMENT,
        order=("made_at",),
    ),
    Column(
        "size",
        _("Dung lượng (byte)"),
        lambda line: line.file.blob.size if line.file.blob else None,
        Kind.NUMBER,
        order=("blob__size",),
        usual=False,
    ),
    Column(
        "leaves", _("Sắp xoá ngày"), lambda line: line.leaves_on, Kind.DAY, order=("due_since",)
    ),
    Column("hold", _("Lý do giữ"), lambda line: line.file.hold_reason),
    Column("scan", _("Quét vi-rút"), _scan, template=f"{T}_file_scan.html"),
    Column("act", _("Việc"), lambda line: "", template=f"{T}_file_act.html", is_exported=False),
)
