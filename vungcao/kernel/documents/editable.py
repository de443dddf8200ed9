"""The editable copy: the same values as on the paper, as a Word document.

A form that is signed by hand has a table and columns for signatures; `is_form` in its values says
so, as `printed/form.typ` expects them. The library is read with the first copy, not with the
product.
"""

from datetime import date
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

from vungcao.kernel.documents import printing, rules
from vungcao.kernel.documents.models import Document
from vungcao.kernel.offers.publications import document_templates

if TYPE_CHECKING:
    from docx.document import Document as Sheet

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# One paragraph each: how it is set, and its text; {%p … %} takes its own paragraph away.
LINES = (
    ("center", "{% if is_sample %}{{ stamp }}{% endif %}"),
    ("center", "{{ superior|upper }}"),
    ("bold", "{{ issuer|upper }}"),
    ("center", "Số: {{ number }}"),
    ("bold", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    ("bold", "Độc lập – Tự do – Hạnh phúc"),
    ("center", "{{ place }}, ngày {{ day }} tháng {{ month }} năm {{ year }}"),
    ("bold", "{{ kind_title|upper }}"),
    ("bold", "{{ subject }}"),
    ("", "{%p for one in addressees %}"),
    ("", "Kính gửi: {{ one }}"),
    ("", "{%p endfor %}"),
    ("", "{%p for one in bases %}"),
    ("", "{{ one }};"),
    ("", "{%p endfor %}"),
    ("", "{%p for one in attendees %}"),
    ("", "– {{ one }}"),
    ("", "{%p endfor %}"),
    ("", "{%p for one in body %}"),
    ("", "{{ one }}"),
    ("", "{%p endfor %}"),
    ("", "{%p for one in authority %}"),
    ("bold", "{{ one|upper }}"),
    ("", "{%p endfor %}"),
    ("bold", "{{ signer }}"),
    ("", "Nơi nhận:"),
    ("", "{%p for one in recipients %}"),
    ("", "– {{ one }};"),
    ("", "{%p endfor %}"),
)
# The same of a form; None is where the table or the signatures stand.
TABLE, SIGNATURES = "table", "signatures"
FORM_LINES = (
    ("center", "{% if is_sample %}{{ stamp }}{% endif %}"),
    ("right", "{{ mark }}"),
    ("center", "{{ superior|upper }}"),
    ("bold", "{{ issuer|upper }}"),
    ("bold", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    ("bold", "Độc lập – Tự do – Hạnh phúc"),
    ("center", "{{ place }}, ngày {{ day }} tháng {{ month }} năm {{ year }}"),
    ("bold", "{{ kind_title|upper }}"),
    ("bold", "{{ subject }}"),
    ("", "{%p for one in body %}"),
    ("", "{{ one }}"),
    ("", "{%p endfor %}"),
    (TABLE, ""),
    ("", "{%p for one in after %}"),
    ("", "{{ one }}"),
    ("", "{%p endfor %}"),
    (SIGNATURES, ""),
)
LOOKS = {"center": "CENTER", "bold": "CENTER", "right": "RIGHT"}
ROWS = (
    ("{%tc for one in table.head %}", "{{ one }}", "{%tc endfor %}"),
    ("{%tr for row in table.rows %}", "", ""),
    ("{%tc for one in row %}", "{{ one }}", "{%tc endfor %}"),
    ("{%tr endfor %}", "", ""),
)
SIGNS = (
    ("{%tc for one in signatures %}", "{{ one.title|upper }}", "{%tc endfor %}"),
    ("{%tc for one in signatures %}", "(Ký, ghi rõ họ tên)", "{%tc endfor %}"),
    ("{%tc for one in signatures %}", "{{ one.name }}", "{%tc endfor %}"),
)


def docx(document: Document, today: date) -> bytes:
    """A copy to work on; it is not the document and bears no proof."""
    from docxtpl import DocxTemplate

    form = document_templates.get(document.template)
    said = printing.context(document, form, today)
    blank = _form(is_landscape=said["is_landscape"]) if said.get("is_form") else _letter()
    copy = DocxTemplate(BytesIO(blank))
    copy.render({"stamp": rules.STAMP, **said}, autoescape=True)
    out = BytesIO()
    copy.save(out)
    return out.getvalue()


@cache
def _letter() -> bytes:
    """The template is made here: a binary file in the repository could not be reviewed."""
    made = _sheet()
    for look, text in LINES:
        _line(made, look, text)
    return _bytes(made)


@cache
def _form(*, is_landscape: bool) -> bytes:
    from docx.enum.section import WD_ORIENT

    made = _sheet()
    if is_landscape:
        section = made.sections[0]
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    for look, text in FORM_LINES:
        if look == TABLE:
            _grid(made, ROWS, "Table Grid")
        elif look == SIGNATURES:
            _grid(made, SIGNS, "Normal Table")
        else:
            _line(made, look, text)
    return _bytes(made)


def _sheet() -> "Sheet":
    from docx import Document as Blank
    from docx.shared import Pt

    made = Blank()
    style = made.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(13)
    return made


def _line(made: "Sheet", look: str, text: str) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    line = made.add_paragraph()
    line.add_run(text).bold = look == "bold"
    if look in LOOKS:
        line.alignment = getattr(WD_ALIGN_PARAGRAPH, LOOKS[look])


def _grid(made: "Sheet", rows: tuple[tuple[str, ...], ...], style: str) -> None:
    """Rows and cells repeat as the values have them; a mark's own row or cell goes away."""
    grid = made.add_table(rows=len(rows), cols=len(rows[0]), style=style)
    for row, texts in zip(grid.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text


def _bytes(made: "Sheet") -> bytes:
    out = BytesIO()
    made.save(out)
    return out.getvalue()
