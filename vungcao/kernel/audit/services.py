"""The one door to the audit trail."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models, transaction

from vungcao.kernel.audit import queries, rules
from vungcao.kernel.audit.rules import Detail


def record(
    *, by: AbstractBaseUser, action: str, subject: models.Model | str, **details: Detail
) -> int:
    """Write the entry of a change, inside the transaction that makes the change.

    `action` begins with the package (`units.reform_applied`); `details` are ids, field names,
    codes and days, never values of persons. Returns the entry's id. Raises
    `TransactionManagementError` outside a transaction, where entry and change could part.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError(
            "An audit entry needs its change's transaction."
        )
    name = subject if isinstance(subject, str) else f"{subject._meta.label}:{subject.pk}"
    text = rules.body(actor=by.get_username(), action=action, subject=name, details=details)
    return queries.append(action.partition(".")[0], text)
