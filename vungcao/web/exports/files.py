"""Which file, under which name, and the trail of who took a list away."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.http import StreamingHttpResponse
from django.utils.text import slugify

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.web.exports import sheets, texts

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
WRITERS = {"csv": texts.written, "xlsx": sheets.written}


@dataclass(frozen=True)
class List:
    """A list that leaves: its name in the trail, its label, and what stands over its columns."""

    name: str
    label: str
    columns: Sequence[tuple[str, str]]  # key and label


def export(
    leaving: List, values: Iterable[Sequence[object]], kind: str, *, by: User
) -> StreamingHttpResponse:
    """Rows as a file. That somebody took them is in the trail before the first byte leaves."""
    with transaction.atomic():
        audit.record(
            by=by,
            action="tables.exported",
            subject=f"table:{leaving.name}",
            format=kind,
            columns=" ".join(key for key, _label in leaving.columns),
        )
    content = WRITERS[kind]([label for _key, label in leaving.columns], values)
    response = StreamingHttpResponse(content, content_type=TYPES[kind])
    name = slugify(leaving.label.replace("đ", "d").replace("Đ", "D")) or "danh-sach"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    response.headers["Cache-Control"] = "no-store"
    return response
