"""The one door to the audit trail."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models, transaction

from vungcao.kernel.audit import queries, rules
from vungcao.kernel.audit.rules import Detail


@dataclass(frozen=True)
class Line:
    """One entry of several that are written together; its parts are those of `record`."""

    by: AbstractBaseUser
    action: str
    subject: models.Model | str
    details: dict[str, Detail] = field(default_factory=dict)

    @property
    def body(self) -> str:
        name = self.subject
        if not isinstance(name, str):
            name = f"{name._meta.label}:{name.pk}"
        return rules.body(
            actor=self.by.get_username(), action=self.action, subject=name, details=self.details
        )


_gathered: ContextVar[list[Line] | None] = ContextVar("gathered", default=None)


@contextmanager
def together() -> Iterator[None]:
    """The entries of one change, written with one statement when it is done; an error writes none.

    Their ids are not known before: `record` answers 0 meanwhile.
    """
    lines: list[Line] = []
    token = _gathered.set(lines)
    try:
        yield
    finally:
        _gathered.reset(token)
    record_all(lines)


def record(
    *, by: AbstractBaseUser, action: str, subject: models.Model | str, **details: Detail
) -> int:
    """Write the entry of a change, inside the transaction that makes the change.

    `action` begins with the package (`units.reform_applied`); `details` are ids, field names,
    codes and days, never values of persons. Returns the entry's id. Raises
    `TransactionManagementError` outside a transaction, where entry and change could part.
    """
    _refuse_alone()
    line = Line(by, action, subject, details)
    gathered = _gathered.get()
    if gathered is not None:
        gathered.append(line)
        return 0
    return queries.append(action.partition(".")[0], line.body)


def record_all(lines: Sequence[Line]) -> None:
    """The same for several entries of one change, in their order, with one statement."""
    if not lines:
        return
    _refuse_alone()
    gathered = _gathered.get()
    if gathered is not None:
        gathered.extend(lines)
        return
    stream = lines[0].action.partition(".")[0]
    queries.append_all(stream, [line.body for line in lines])


def _refuse_alone() -> None:
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError(
            "An audit entry needs its change's transaction."
        )
