"""Pages of any kind put up outside of the editor: by the demo, by tests."""

from datetime import datetime
from io import BytesIO
from typing import TypeVar

from django.core.files.images import ImageFile
from django.db import transaction
from wagtail.images.models import Image
from wagtail.models import Page

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.systems.portal.services import revisions

Kind = TypeVar("Kind", bound=Page)


@transaction.atomic
def bring_page(*, above: Page, page: Kind, at: datetime, by: User) -> Kind:
    """Publish a page below another one, at a moment of its own."""
    page.first_published_at = page.last_published_at = at
    page.owner = by
    made: Kind = above.add_child(instance=page)
    revisions.keep_as_published(page=made, by=by)
    audit.record(by=by, action="portal.published", subject=made)
    above.refresh_from_db()  # how many children it has
    return made


@transaction.atomic
def lay_picture(*, title: str, words: str, content: bytes, name: str, by: User) -> Image:
    """A picture of the editor's collection, with what it shows in words."""
    file = ImageFile(BytesIO(content), name=name)
    picture = Image(title=title, description=words, file=file, uploaded_by_user=by)
    picture.save()
    audit.record(by=by, action="portal.picture_laid", subject=picture)
    return picture
