"""Files that pages show: kept by the kernel, named here."""

from typing import BinaryIO

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.files import services as kernel_files
from vungcao.kernel.units.models import Unit
from vungcao.systems.portal.models import PublicFile
from vungcao.systems.portal.queries.files import KIND


@transaction.atomic
def lay_file(
    *, title: str, content: bytes | BinaryIO, name: str, unit: Unit, by: User
) -> PublicFile:
    """Keep a file that pages may show. Raises `RuleBroken` with all that is wrong with it."""
    kept = kernel_files.store(content=content, name=name, kind=KIND, unit=unit, by=by)
    assert kept.blob is not None
    file = PublicFile.objects.create(
        title=title,
        code=kept.code,
        name=kept.name,
        media_type=kept.media_type,
        size=kept.blob.size,
    )
    audit.record(by=by, action="portal.file_laid", subject=file, file=kept.pk)
    return file
