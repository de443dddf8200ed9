"""Telling PostgreSQL what one transaction may see: the second fence, under `visible_to`."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db import connection, models, transaction
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.scopes import queries

PLANNED_ANEW = 3  # times, before a statement is prepared


class Door(models.TextChoices):
    """Through which door a reader came in; an owner's policy opens at one of them only."""

    OFFICE = "office", _("cán bộ")
    CITIZEN = "citizen", _("người dân")
    PUBLIC = "public", _("công khai")
    SYSTEM = "system", _("hệ thống")


@dataclass(frozen=True)
class Binding:
    """What one transaction may see. Nothing given, nothing seen."""

    reach: tuple[str, ...] = ()
    account: int | None = None
    door: Door = Door.PUBLIC


NOTHING = Binding()
_current: ContextVar[Binding] = ContextVar("binding", default=NOTHING)


def bind(reach: Iterable[str], *, account: int | None = None, door: Door = Door.OFFICE) -> None:
    """Bind the running transaction to a reach (paths of unit ids) until it ends.

    Raises `TransactionManagementError` outside a transaction and `NotAPath` for a bad path.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(
            "A reach lives in a transaction: use scoped()."
        )
    binding = Binding(tuple(reach), account, door)
    queries.set_binding(binding.reach, binding.account, binding.door)
    _current.set(binding)


@contextmanager
def scoped(
    reach: Iterable[str], *, account: int | None = None, door: Door = Door.SYSTEM
) -> Iterator[None]:
    """One transaction that sees `reach`; nested it is a savepoint, and the outer reach returns."""
    outer = _current.get()
    try:
        with transaction.atomic():
            bind(reach, account=account, door=door)
            yield
    finally:
        _current.set(outer)
        if connection.in_atomic_block and not connection.needs_rollback:
            # A released savepoint would keep the inner reach.
            queries.set_binding(outer.reach, outer.account, outer.door)


@contextmanager
def plans_kept() -> Iterator[None]:
    """Meanwhile a statement that comes again on this connection keeps its plan.

    For changes: they ask for rows by their keys, and planning under row-level security costs
    several times what reading does. Not for lists: a plan that fits any page and any filter reads
    far more than the one for this page (ADR 0099).
    """
    connection.ensure_connection()
    server = connection.connection
    before, server.prepare_threshold = server.prepare_threshold, PLANNED_ANEW
    try:
        yield
    finally:
        server.prepare_threshold = before


def current() -> Binding:
    """What the running transaction has been bound to."""
    return _current.get()
