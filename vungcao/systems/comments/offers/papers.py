"""The sheet that is signed when the log of comments is exported."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from vungcao.kernel.documents.models import DocumentKind
from vungcao.kernel.offers.publications import (
    DocumentTemplate,
    TemplateField,
    document_templates,
)
from vungcao.systems.comments.services.exporting import TEMPLATE


def _filled(values: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"superior": "", "recipients": [], "place": "", **values}


document_templates.register(
    TEMPLATE,
    DocumentTemplate(
        label=_("Nhật ký ý kiến bạn đọc"),
        kind=DocumentKind.ANNOUNCEMENT,
        template="systems/comments/printed/log.typ",
        title="Nhật ký",
        fields={"body": TemplateField(_("Nội dung"), is_lines=True)},
        context=_filled,
        is_written=False,
        is_numbered=False,
    ),
)
