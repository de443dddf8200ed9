"""What citizens' pages offer: the kind of files that they send, a public entry, a nightly job."""

from django.utils.translation import gettext_lazy as _

from vungcao.kernel.offers.files import PDF, PICTURES, FileKind, file_kinds
from vungcao.systems.onestop import permissions
from vungcao.systems.onestop.forms.citizen import SIZE
from vungcao.systems.onestop.services.drafting import PAPER

file_kinds.register(
    PAPER,
    FileKind(
        label=_("Giấy tờ nộp trực tuyến"),
        roles=frozenset(map(str, permissions.READ_DOSSIERS)),
        media_types=PICTURES | {PDF},
        largest=SIZE,
    ),
)
