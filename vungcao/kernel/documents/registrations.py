"""What documents offer: the kind of their files, and three forms that are written by hand."""

from django.utils.translation import gettext_lazy as _

from vungcao.kernel.access.roles import Role
from vungcao.kernel.documents import demo
from vungcao.kernel.documents.models import DocumentKind
from vungcao.kernel.documents.services.keeping import PAPER
from vungcao.kernel.offers.files import PDF, FileKind, file_kinds
from vungcao.kernel.offers.publications import (
    DocumentTemplate,
    TemplateField,
    document_templates,
)
from vungcao.kernel.offers.upkeep import Demo, demos

READERS = frozenset(
    {
        Role.COMMUNE_OFFICER,
        Role.COMMUNE_LEADER,
        Role.DESK_OFFICER,
        Role.SPECIALIST,
        Role.DEPARTMENT_LEADER,
        Role.PROVINCE_LEADER,
        Role.AUDITOR,
    }
)

# A paper may name persons: sealed, and each download is written to the audit.
file_kinds.register(
    PAPER,
    FileKind(
        label=_("bản lưu văn bản"),
        roles=READERS,
        media_types=frozenset({PDF}),
        is_made_here=True,
    ),
)

demos.register("documents.papers", Demo(order=60, build=demo.build))

PRINTED = "kernel/documents/printed"
ONE_PER_LINE = _("Mỗi dòng một mục.")

SUPERIOR = TemplateField(_("Cơ quan chủ quản"), is_required=False)
PLACE = TemplateField(_("Địa danh"), hint=_("Nơi ban hành, in trước ngày tháng năm."))
RECIPIENTS = TemplateField(
    _("Nơi nhận"), is_lines=True, hint=ONE_PER_LINE, initial=_("Như trên\nLưu: VT")
)
BODY = TemplateField(
    _("Nội dung văn bản"),
    is_lines=True,
    hint=_("Mỗi dòng một đoạn. Dòng bắt đầu bằng “Điều 1.” được in đậm số điều."),
)

document_templates.register(
    "documents.decision",
    DocumentTemplate(
        label=_("Quyết định"),
        kind=DocumentKind.DECISION,
        template=f"{PRINTED}/decision.typ",
        may_publish_subject=True,
        title="Quyết định",
        fields={
            "superior": SUPERIOR,
            "place": PLACE,
            "authority_head": TemplateField(
                _("Thẩm quyền ban hành"), hint=_("Ví dụ: Giám đốc Sở Dân tộc và Tôn giáo.")
            ),
            "bases": TemplateField(
                _("Căn cứ ban hành"),
                is_lines=True,
                is_required=False,
                hint=_("Mỗi dòng một căn cứ, gồm cả dòng “Theo đề nghị của…”."),
            ),
            "body": BODY,
            "recipients": RECIPIENTS,
        },
    ),
)

document_templates.register(
    "documents.letter",
    DocumentTemplate(
        label=_("Công văn, giấy giới thiệu"),
        kind=DocumentKind.OFFICIAL_LETTER,
        template=f"{PRINTED}/letter.typ",
        may_publish_subject=True,
        fields={
            "superior": SUPERIOR,
            "place": PLACE,
            "addressees": TemplateField(_("Kính gửi"), is_lines=True, hint=ONE_PER_LINE),
            "body": BODY,
            "recipients": RECIPIENTS,
        },
    ),
)

document_templates.register(
    "documents.minutes",
    DocumentTemplate(
        label=_("Biên bản"),
        kind=DocumentKind.MINUTES,
        template=f"{PRINTED}/minutes.typ",
        may_publish_subject=True,
        title="Biên bản",
        fields={
            "superior": SUPERIOR,
            "place": PLACE,
            "opened": TemplateField(_("Bắt đầu lúc"), is_required=False),
            "held_at": TemplateField(_("Họp tại"), is_required=False),
            "attendees": TemplateField(
                _("Thành phần tham dự"), is_lines=True, is_required=False, hint=ONE_PER_LINE
            ),
            "chair": TemplateField(_("Chủ trì"), is_required=False),
            "secretary": TemplateField(_("Thư ký"), is_required=False),
            "body": BODY,
            "closed": TemplateField(_("Kết thúc lúc"), is_required=False),
            "recipients": RECIPIENTS,
        },
    ),
)
