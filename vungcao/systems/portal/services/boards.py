"""A section becomes a board of its kind, with all its pages, rights and its address."""

from collections.abc import Mapping

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.systems.portal.models import ConsultationBoard, QuestionBoard, Section

BOARDS: Mapping[str, type[Section]] = {
    "questions": QuestionBoard,
    "consultations": ConsultationBoard,
}


@transaction.atomic
def settle(*, section: Section, kind: str, by: User) -> Section:
    """Let a section be a board from now on; silent where it is one already."""
    model = BOARDS[kind]
    found = model.objects.filter(pk=section.pk).order_by("pk").first()
    if found is not None:
        return found
    columns = {field.attname: getattr(section, field.attname) for field in section._meta.fields}
    board = model(section_ptr_id=section.pk, **columns)
    board.content_type = ContentType.objects.get_for_model(model)
    board.save(clean=False)
    board.save_revision(user=by, clean=False)
    audit.record(by=by, action="portal.board_settled", subject=board)
    return board
