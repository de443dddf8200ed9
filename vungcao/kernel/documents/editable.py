"""The editable copy: the same values as on the paper, as a Word document."""

from datetime import date
from functools import cache
from io import BytesIO

from docx import Document as Blank
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Pt
from docxtpl import DocxTemplate

from vungcao.kernel.documents import printing, rules
from vungcao.kernel.documents.models import Document
from vungcao.kernel.offers.publications import document_templates

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


def docx(document: Document, today: date) -> bytes:
    """A copy to work on; it is not the document and bears no proof."""
    form = document_templates.get(document.template)
    said = printing.context(document, form, today)
    copy = DocxTemplate(BytesIO(_blank()))
    copy.render({"stamp": rules.STAMP, **said}, autoescape=True)
    out = BytesIO()
    copy.save(out)
    return out.getvalue()


@cache
def _blank() -> bytes:
    """The template is made here: a binary file in the repository could not be reviewed."""
    made = Blank()
    style = made.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(13)
    for look, text in LINES:
        line = made.add_paragraph()
        line.add_run(text).bold = look == "bold"
        if look:
            line.alignment = ALIGN.CENTER
    out = BytesIO()
    made.save(out)
    return out.getvalue()
