"""The sizes of a picture are drawn before anybody asks for them, not while a reader waits."""

import logging

from django.db import transaction
from wagtail.images import get_image_model
from wagtail.images.models import SourceImageIOError

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.systems.portal.queries.pictures import SIZES

log = logging.getLogger(__name__)


@transaction.atomic
def draw(*, picture: int, by: User) -> bool:
    """Draw the sizes of a picture that are missing; whether it can be drawn at all.

    A file that cannot be read is left to the log, since the next picture waits as well.
    """
    row = get_image_model().objects.filter(pk=picture).first()
    if row is None:
        return False
    try:
        made = row.get_renditions(*SIZES)
    except (OSError, SourceImageIOError):
        log.warning("picture %s cannot be drawn", picture)
        return False
    audit.record(by=by, action="portal.picture_drawn", subject=row, sizes=len(made))
    return True
