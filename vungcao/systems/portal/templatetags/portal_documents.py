"""The public register of documents as its page draws it."""

from dataclasses import dataclass, replace

from django import template
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from vungcao.kernel.calendar import clock
from vungcao.kernel.files.rules import size_in_words
from vungcao.systems.portal.forms.documents import DocumentFilters
from vungcao.systems.portal.models import PublicFile, RecordedDocument, Register
from vungcao.systems.portal.queries import documents
from vungcao.systems.portal.queries.documents import Leaf, Sought

register = template.Library()


@dataclass(frozen=True)
class Shown:
    """The register's form and the page of documents that it found."""

    form: DocumentFilters
    leaf: Leaf
    is_narrowed: bool
    is_filtered: bool
    newer: str
    older: str


@register.simple_tag
def register_of(request: HttpRequest, page: Register) -> Shown:
    """What was asked for; where the question is wrong, the form says so and all is shown."""
    authorities, years = documents.choices(page)
    form = DocumentFilters(request.GET, authorities=authorities, years=years)
    said = form.cleaned_data if form.is_valid() else {}
    sought = Sought(
        text=said.get("q", ""),
        form=said.get("form", ""),
        authority=said.get("authority", ""),
        year=said.get("year"),
        in_force_on=said.get("day"),
    )
    asked = request.GET.get("trang", "")
    leaf = documents.leaf(page, sought, int(asked) if asked.isdecimal() else 1)
    return Shown(
        form=form,
        leaf=leaf,
        is_narrowed=sought != Sought(),
        is_filtered=replace(sought, text="") != Sought(),
        newer=_address(request, leaf.number - 1) if leaf.number > 1 else "",
        older=_address(request, leaf.number + 1) if leaf.number < leaf.last else "",
    )


@register.simple_tag
def force(document: documents.Line | RecordedDocument) -> tuple[str, str]:
    """The tone and the words for whether it is in force today."""
    today = clock.today()
    ends = document.ends_on if isinstance(document, documents.Line) else document.ended_on
    if document.is_in_force(today):
        return "ok", _("còn hiệu lực")
    if ends is not None and ends <= today:
        return "", _("hết hiệu lực")
    return "warn", _("chưa có hiệu lực")


@register.simple_tag
def facts_of(page: RecordedDocument) -> list[tuple[str, object]]:
    """All that Decree 42/2022 asks to be said of a document, in its order."""
    facts: list[tuple[str, object]] = [
        (_("Hình thức"), capfirst(page.get_form_display())),
        (_("Cơ quan ban hành"), page.authority),
        (_("Số, ký hiệu"), page.number),
        (_("Ngày ban hành"), page.issued_on),
        (_("Ngày có hiệu lực"), page.begins_on),
        (_("Hết hiệu lực từ ngày"), page.ended_on),
        (_("Lĩnh vực"), page.field),
    ]
    return [(name, value) for name, value in facts if value]


@register.filter
def weight(file: PublicFile) -> str:
    """How large a file is, before it is downloaded over a weak line."""
    return size_in_words(file.size)


def _address(request: HttpRequest, number: int) -> str:
    words = request.GET.copy()
    words["trang"] = str(number)
    return f"?{words.urlencode()}"
