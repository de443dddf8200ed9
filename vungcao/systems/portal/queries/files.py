"""Files that pages show: which one anybody may have at this moment."""

from wagtail.models import Page, ReferenceIndex

from vungcao.kernel.files import queries as kernel_files
from vungcao.kernel.files.models import StoredFile
from vungcao.kernel.scopes.services import Door, scoped
from vungcao.systems.portal.models import PublicFile
from vungcao.systems.portal.queries.opened import opened

KIND = "portal.file"


def named(code: str) -> PublicFile | None:
    return PublicFile.objects.filter(code=code).order_by("pk").first()


def is_shown(file: PublicFile) -> bool:
    """Whether a published page shows it, as one of its fields or within its text."""
    found = ReferenceIndex.get_references_to(file).order_by("pk")
    pages = {int(pk) for pk in found.values_list("object_id", flat=True) if pk.isdecimal()}
    return opened(Page.objects).filter(pk__in=pages).order_by("pk").exists()


def kept(file: PublicFile) -> StoredFile | None:
    """The kernel's file, unless something speaks against its content.

    A reader of a page reaches no file: this one is given because a page is published that shows it.
    """
    with scoped(("/1/",), door=Door.SYSTEM):
        return kernel_files.released(file.code, KIND)
