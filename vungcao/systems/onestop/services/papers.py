"""The papers that the engine writes: forms 01 to 06 of TT 03/2025/TT-VPCP."""

from datetime import datetime

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.systems.onestop.models import Dossier, Extension, Supplement, WrittenForm


@transaction.atomic
def write(
    *,
    dossier: Dossier,
    form: str,
    words: str = "",
    supplement: Supplement | None = None,
    extension: Extension | None = None,
    now: datetime,
    by: User,
) -> WrittenForm | None:
    """Write one form at its legal moment, in the transaction of what it is about."""
    return None
