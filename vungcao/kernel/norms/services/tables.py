"""Publishing the versions of tables."""

from collections.abc import Mapping
from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.models import Citation
from vungcao.kernel.norms import rules
from vungcao.kernel.norms.models import Table, TableRow, TableVersion
from vungcao.kernel.norms.rules import Term


@transaction.atomic
def declare_table(
    *, code: str, name: str, columns: list[dict[str, str]], by: AbstractBaseUser
) -> Table:
    """The table of this code; made when it is not there."""
    table, made = Table.objects.get_or_create(
        code=code, defaults={"name": name, "columns": columns}
    )
    if made:
        audit.record(by=by, action="norms.table_declared", subject=table, code=code)
    return table


@transaction.atomic
def publish_version(
    *,
    table: Table,
    rows: Mapping[str, Mapping[str, str]],
    valid_from: date,
    basis: Citation,
    by: AbstractBaseUser,
    valid_until: date | None = None,
) -> TableVersion:
    """Let these rows (by key) be the table from a day on; the version before ends on that day."""
    Table.objects.select_for_update().get(pk=table.pk)
    checked = {key: rules.checked_row(table.columns, values) for key, values in rows.items()}
    held = list(table.versions.order_by("valid_from", "pk"))
    terms = [Term(version.valid_from, version.valid_until) for version in held]
    rules.refuse_overlap(terms, valid_from, valid_until)
    for before in held:
        if before.valid_until is None or before.valid_until > valid_from > before.valid_from:
            before.valid_until = valid_from
            before.save(update_fields=["valid_until"])
    version = TableVersion.objects.create(
        table=table, basis=basis, valid_from=valid_from, valid_until=valid_until
    )
    TableRow.objects.bulk_create(
        TableRow(version=version, key=key, values=values) for key, values in checked.items()
    )
    audit.record(
        by=by,
        action="norms.table_published",
        subject=version,
        code=table.code,
        valid_from=str(valid_from),
        rows=len(checked),
        basis=basis.pk,
    )
    return version
