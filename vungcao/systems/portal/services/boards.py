"""A section becomes a board of its kind, with all its pages, rights and its address."""

from collections.abc import Mapping

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Page

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.systems.portal.models import (
    BudgetBoard,
    CalendarBoard,
    ConsultationBoard,
    ContactBoard,
    QuestionBoard,
    Section,
)
from vungcao.systems.portal.services import revisions

BOARDS: Mapping[str, type[Section]] = {
    "questions": QuestionBoard,
    "consultations": ConsultationBoard,
    "contacts": ContactBoard,
    "budget": BudgetBoard,
    "calendar": CalendarBoard,
}


@transaction.atomic
def settle(*, section: Section, kind: str, by: User) -> Section:
    """Let a section be a board from now on; silent where it is one already."""
    model = BOARDS[kind]
    found = model.objects.filter(pk=section.pk).order_by("pk").first()
    if found is not None:
        return found
    columns = {field.attname: getattr(section, field.attname) for field in section._meta.fields}
    row = model(section_ptr_id=section.pk, **columns)
    row.save_base(raw=True)  # the board's own table alone: the section stands already
    kind_of_page = ContentType.objects.get_for_model(model)
    Page.objects.filter(pk=section.pk).update(content_type=kind_of_page)
    board = model.objects.get(pk=section.pk)
    revisions.keep_as_published(page=board, by=by, is_checked=False)
    audit.record(by=by, action="portal.board_settled", subject=board)
    return board
