"""The kind of file that every officer has: their own, seen by nobody else."""

from django.utils.translation import gettext_lazy as _

from vungcao.kernel.files.rules import ENDINGS
from vungcao.kernel.offers.files import FileKind, file_kinds

OWN = "files.own"

# What it holds nobody knows: it is treated as personal. No role reads it, only who uploaded it.
file_kinds.register(
    OWN,
    FileKind(
        label=_("tệp riêng của cán bộ"),
        roles=frozenset(),
        media_types=frozenset(ENDINGS) - {"application/zip"},
        is_personal=True,
        retention="files.own_months",
    ),
)
