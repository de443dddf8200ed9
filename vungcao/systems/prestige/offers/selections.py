"""What is offered of selections of villages, lists of communes, printed forms."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.documents.models import DocumentKind
from vungcao.kernel.offers.people import keepers
from vungcao.kernel.offers.publications import (
    DocumentTemplate,
    TemplateField,
    document_templates,
)
from vungcao.kernel.offers.screens import MenuEntry, menu
from vungcao.systems.prestige import permissions
from vungcao.systems.prestige.offers.group import PRESTIGE
from vungcao.systems.prestige.queries import selections as reads
from vungcao.systems.prestige.rules import papers
from vungcao.systems.prestige.rules.papers import Layout
from vungcao.systems.prestige.services import printing

UNREAD = _("Chưa đọc được mẫu chính thức: bố cục chờ đối chiếu.")


def _form(label: Promise, title: str, kind: DocumentKind, layout: Layout) -> DocumentTemplate:
    """A form of plain lines, which whoever prints it fills in; it bears no number."""
    columns = f" {papers.BETWEEN} ".join(layout.columns)
    row_hint = _("Mỗi dòng một người, các cột cách nhau bằng dấu “|”: %(columns)s.")
    return DocumentTemplate(
        label=label,
        kind=kind,
        template="kernel/documents/printed/form.typ",
        title=title,
        context=layout.shape,
        is_written=False,
        is_numbered=False,
        fields={
            "superior": TemplateField(_("Cơ quan cấp trên"), is_required=False),
            "place": TemplateField(_("Địa danh"), hint=UNREAD),
            "body": TemplateField(_("Phần trước bảng"), is_lines=True),
            "rows": TemplateField(
                _("Các dòng của bảng"),
                is_lines=True,
                is_required=False,
                hint=str(row_hint) % {"columns": columns},
            ),
            "after": TemplateField(_("Phần sau bảng"), is_lines=True, is_required=False),
            "signers": TemplateField(
                _("Người ký"),
                is_lines=True,
                hint=_("Mỗi dòng một người: chức danh | họ và tên."),
            ),
        },
    )


document_templates.register(
    printing.FORM01,
    _form(
        _("Mẫu 01: biên bản họp thôn (bố cục chờ đối chiếu)"),
        "Biên bản",
        DocumentKind.MINUTES,
        papers.MEETING,
    ),
)
document_templates.register(
    printing.FORM02,
    _form(
        _("Mẫu 02: biên bản họp liên tịch (bố cục chờ đối chiếu)"),
        "Biên bản",
        DocumentKind.MINUTES,
        papers.JOINT,
    ),
)
document_templates.register(
    printing.FORM03,
    _form(
        _("Mẫu 03: biên bản kiểm tra của xã (bố cục chờ đối chiếu)"),
        "Biên bản",
        DocumentKind.MINUTES,
        papers.CHECK,
    ),
)
document_templates.register(
    printing.FORM04,
    _form(
        _("Mẫu 04: danh sách đề nghị công nhận (bố cục chờ đối chiếu)"),
        "Danh sách",
        DocumentKind.SUBMISSION,
        papers.PROPOSAL,
    ),
)
document_templates.register(
    printing.FORM06,
    _form(
        _("Mẫu 06: đề nghị đưa ra khỏi danh sách, thay thế (bố cục chờ đối chiếu)"),
        "Đề nghị",
        DocumentKind.SUBMISSION,
        papers.ENDING,
    ),
)

keepers.register("prestige.nominees", reads.why_kept)
menu.register(
    "prestige.30_selections",
    MenuEntry(
        label=_("Bình chọn"),
        url_name="prestige:selections",
        roles=permissions.READ_SELECTIONS,
        group=PRESTIGE,
        icon="check",
    ),
)
