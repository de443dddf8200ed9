"""The kind of the files that pages show."""

from django.utils.translation import gettext_lazy as _

from vungcao.kernel.files.rules import ENDINGS
from vungcao.kernel.offers.files import FileKind, file_kinds
from vungcao.systems.portal import permissions
from vungcao.systems.portal.queries.files import KIND

UNWANTED = {"application/zip", "text/csv", "text/plain"}

# Anybody has them while a published page shows them: views/files.py.
file_kinds.register(
    KIND,
    FileKind(
        label=_("tệp của cổng thông tin"),
        roles=frozenset(map(str, permissions.EDIT)),
        media_types=frozenset(ENDINGS) - UNWANTED,
        is_personal=False,
    ),
)
