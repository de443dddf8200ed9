"""The forms that a dossier prints, and its decision, as templates of documents."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from vungcao.kernel.documents.models import DocumentKind
from vungcao.kernel.offers.publications import (
    DocumentTemplate,
    TemplateField,
    document_templates,
)
from vungcao.systems.onestop.rules import deciding, forms

UNREAD = _("Chưa đọc được mẫu chính thức: bố cục chờ đối chiếu.")
PRINTED = "systems/onestop/printed"
BODY = TemplateField(_("Nội dung văn bản"), is_lines=True, hint=UNREAD)


def _filled(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """A form that a draft has not yet filled prints as an empty one."""
    return {
        "superior": "",
        "recipients": [],
        "rows": [],
        "table": forms.EMPTY,
        "mark": "",
        **values,
    }


def _decided(values: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"superior": "", "granted": [], "refused": [], "heads": deciding.HEADS, **values}


for form, title in forms.TITLES.items():
    document_templates.register(
        forms.template(form),
        DocumentTemplate(
            label=_(title),
            kind=DocumentKind.ANNOUNCEMENT,
            template=f"{PRINTED}/form.typ",
            title=title,
            fields={"body": BODY},
            context=_filled,
            is_written=False,
            is_numbered=False,
        ),
    )

document_templates.register(
    deciding.TEMPLATE,
    DocumentTemplate(
        label=_("Quyết định của hồ sơ một cửa"),
        kind=DocumentKind.DECISION,
        template=f"{PRINTED}/decision.typ",
        title="Quyết định",
        fields={
            "place": TemplateField(_("Địa danh")),
            "authority_head": TemplateField(_("Thẩm quyền ban hành")),
            "bases": TemplateField(_("Căn cứ ban hành"), is_lines=True),
            "body": BODY,
            "recipients": TemplateField(_("Nơi nhận"), is_lines=True),
        },
        context=_decided,
        is_written=False,
    ),
)
