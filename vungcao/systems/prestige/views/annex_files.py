"""The annex as a file: workbook, Word document, PDF; names stand inside and never in its name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from vungcao.kernel.documents import rules, typesetting
from vungcao.kernel.documents.editable import MEDIA_TYPE
from vungcao.runtime.env import environment
from vungcao.systems.prestige.services.annex import FIELDS, AnnexLine
from vungcao.web import exports
from vungcao.web.http import AccountRequest

TEMPLATE = "systems/prestige/printed/annex.typ"
FORMS = ("xlsx", "docx", "pdf")
NAME = "phu-luc-nguoi-co-uy-tin"


@dataclass(frozen=True)
class Annex:
    """What is printed: its heading, its lines, and the day on which it is made."""

    day: date
    place: str
    lines: Sequence[AnnexLine]
    today: date

    @property
    def title(self) -> str:
        return _("Danh sách người có uy tín trong đồng bào dân tộc thiểu số")

    @property
    def subtitle(self) -> str:
        words = {"place": self.place, "day": f"{self.day:%d/%m/%Y}"}
        return _("%(place)s, tính đến ngày %(day)s") % words

    @property
    def foot(self) -> str:
        return _("Danh sách có %(count)s người.") % {"count": len(self.lines)}


def heads() -> list[dict[str, object]]:
    """The columns of the paper; a year of birth stands under man or woman."""
    plain = [
        _("TT"),
        _("Họ và tên"),
        _("Năm sinh"),
        _("Dân tộc"),
        _("Thôn, bản, tổ dân phố"),
        _("Xã, phường"),
        _("Thành phần"),
        _("Đảng viên"),
        _("Trình độ"),
        _("Số quyết định"),
    ]
    parts: Mapping[int, list[str]] = {2: [_("Nam"), _("Nữ")]}
    return [{"label": label, "parts": parts.get(nth, [])} for nth, label in enumerate(plain)]


def flat_heads() -> list[str]:
    """The same in one row: Năm sinh (nam), Năm sinh (nữ)."""
    found = []
    for head in heads():
        parts = head["parts"]
        assert isinstance(parts, list)
        names = [f"{head['label']} ({str(part).lower()})" for part in parts]
        found += names or [str(head["label"])]
    return found


def answer(request: AccountRequest, annex: Annex, form: str) -> HttpResponseBase:
    if form == "xlsx":
        keys = ["nth", "full_name", "born_man", "born_woman", *FIELDS[3:]]
        columns = list(zip(keys, flat_heads(), strict=True))
        leaving = exports.List("prestige.annex", NAME, columns)
        return exports.export(leaving, (line.cells for line in annex.lines), form, by=request.user)
    content = pdf(annex) if form == "pdf" else docx(annex)
    kind = "application/pdf" if form == "pdf" else MEDIA_TYPE
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{NAME}.{form}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def pdf(annex: Annex) -> bytes:
    said = {
        "title": annex.title,
        "subtitle": annex.subtitle,
        "issuer": annex.place,
        "made": [annex.today.year, annex.today.month, annex.today.day],
        "is_sample": environment().is_demo,
        "heads": heads(),
        "rows": [[_text(cell) for cell in line.cells] for line in annex.lines],
        "foot": annex.foot,
    }
    return typesetting.compiled(TEMPLATE, said, annex.today).pdf


def _text(cell: object) -> str:
    return "" if cell is None else str(cell)


def docx(annex: Annex) -> bytes:
    """A copy to work on, on paper laid across."""
    from docx import Document
    from docx.enum.section import WD_ORIENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
    from docx.shared import Mm, Pt

    made = Document()
    style = made.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(10)
    page = made.sections[0]
    page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    page.left_margin = page.right_margin = Mm(15)
    stamp = [rules.STAMP] if environment().is_demo else []
    for text in (*stamp, _("PHỤ LỤC"), annex.title, annex.subtitle):
        line = made.add_paragraph()
        line.alignment = ALIGN.CENTER
        line.add_run(text).bold = text != annex.subtitle
    _fill(made, annex)
    made.add_paragraph(annex.foot)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def _fill(made: object, annex: Annex) -> None:
    rows = [flat_heads(), *([_text(cell) for cell in line.cells] for line in annex.lines)]
    table = made.add_table(rows=len(rows), cols=len(rows[0]))  # type: ignore[attr-defined]
    table.style = "Table Grid"
    cells = table._cells  # asking a table for one cell at a time reads it whole each time
    for nth, text in enumerate(text for row in rows for text in row):
        paragraph = cells[nth].paragraphs[0]
        paragraph.add_run(text).bold = nth < len(rows[0])
