"""Remembering how the columns of a kind of workbook are read."""

from collections.abc import Mapping

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models.functions import Now

from vungcao.kernel.audit import services as audit
from vungcao.systems.prestige.models import ImportLayout
from vungcao.systems.prestige.rules.columns import COLUMNS
from vungcao.systems.prestige.rules.heads import Heads


@transaction.atomic
def remember_layout(
    *, heads: Heads, columns: Mapping[str, int], by: AbstractBaseUser
) -> ImportLayout:
    """Keep what an officer said about these heads; the last word counts."""
    mapping = {str(column): name for name, column in sorted(columns.items())}
    held = ImportLayout.objects.select_for_update().filter(fingerprint=heads.fingerprint).first()
    if held is not None and held.mapping == mapping:
        return held
    kept, _is_new = ImportLayout.objects.update_or_create(
        fingerprint=heads.fingerprint,
        defaults={"heads": list(heads.titles), "mapping": mapping, "used_at": Now()},
    )
    audit.record(by=by, action="prestige.layout_remembered", subject=kept, columns=len(mapping))
    return kept


def known_columns(heads: Heads) -> dict[str, int] | None:
    """What was said of the same heads before: columns by their meaning."""
    held = ImportLayout.objects.filter(fingerprint=heads.fingerprint).first()
    if held is None:
        return None
    said = {str(name): int(column) for column, name in held.mapping.items()}
    return {name: column for name, column in said.items() if name in COLUMNS}
