"""Row-level security, made in one place; migrations call `Protect` right after the table's CREATE.

Three forms, each false when a setting is unset or empty (a naive comparison shows everything then).
"""

from collections.abc import Iterable

from django.db import migrations

from vungcao.kernel.scopes.rules import SLOTS
from vungcao.kernel.scopes.services import Door

SIGNED_IN = (Door.CITIZEN, Door.OFFICE)


def reach(column: str = "scope") -> str:
    """The row's scope lies in one of the reader's ranges.

    At most four ranges stand in settings of their own, which an index can use; when they cover
    more than the reach, `width_bucket` decides: an odd bucket is inside. `<> 0` and not `= 1`,
    which makes the planner believe in half a per cent of the rows.
    """

    def part(number: int) -> str:  # in a select: evaluated once per query, not per row
        setting = "nullif(current_setting('app.cover', true), '')"
        return f"(select split_part({setting}, ' ', {number}))"

    slots = " or ".join(
        f"({column} >= {part(2 * slot + 1)} and {column} < {part(2 * slot + 2)})"
        for slot in range(SLOTS)
    )
    setting = "nullif(current_setting('app.scopes', true), '')"
    every = f"(select string_to_array({setting}, ' '))::text[] collate \"C\""
    exact = "(select current_setting('app.exact', true) = '1')"
    return f"(({slots}) and ({exact} or width_bucket({column}, {every}) % 2 <> 0))"


def inside(column: str = "scope") -> str:
    """The same for rows that are found by a key and not by their scope: no index can use it.

    Every select of a policy is made ready for each statement, whether it is looked at or not: this
    form has one where `reach` has ten, and a policy inside another counts again. Ends that are
    no pairs show nothing.
    """
    setting = "nullif(current_setting('app.scopes', true), '')"
    said = f"(select string_to_array({setting}, ' ') as ends) said"
    pairs = f"(select ends from {said} where cardinality(ends) % 2 = 0)"
    return f'width_bucket({column}, {pairs}::text[] collate "C") % 2 <> 0'


def party(table: str, key: str, *, of: str, column: str = "scope") -> str:
    """A row of the party table `table` that points here by `key` lies in the reader's ranges."""
    return (
        f"exists (select 1 from {table} party"
        f" where party.{key} = {of}.id and {inside('party.' + column)})"
    )


def owner(column: str = "account_id", *, doors: Iterable[Door] = (Door.CITIZEN,)) -> str:
    """The row belongs to the account, which came in by one of the `doors`.

    `SIGNED_IN` is for what everybody has of their own: notices, sessions, progress of jobs.
    """
    account = "(select nullif(current_setting('app.account', true), '')::bigint)"
    names = ", ".join(f"'{Door(door).value}'" for door in doors)
    came_in = f"(select current_setting('app.door', true) in ({names}))"
    return f"({came_in} and {column} = {account})"


def parent(table: str, key: str, *, of: str) -> str:
    """A row without a scope of its own is as visible as its parent, whose policy applies inside.

    `offset 0` keeps PostgreSQL from planning a second, hashed way to look: each parent above would
    double it, and a line of a dossier would be planned eight times, for longer than it is read.
    """
    return f"exists (select 1 from {table} parent where parent.id = {of}.{key} offset 0)"


def protection(table: str, *forms: str) -> tuple[str, str]:
    """The statements that guard `table` by any of the `forms`, and those that undo it."""
    rule = " or ".join(forms)
    return (
        f"alter table {table} enable row level security;"
        f"create policy reach on {table} using ({rule}) with check ({rule});",
        f"drop policy reach on {table}; alter table {table} disable row level security;",
    )


class Protect(migrations.RunSQL):
    """The migration operation: `Protect("units_tally", reach())`."""

    def __init__(self, table: str, *forms: str) -> None:
        self.table, self.forms = table, forms
        super().__init__(*protection(table, *forms))

    def deconstruct(self) -> tuple[str, list[str], dict[str, str]]:
        return ("Protect", [self.table, *self.forms], {})


class ProtectDropBox(migrations.RunSQL):
    """Anybody may put a row in; only who passes one of the forms finds or changes it.

    Nobody may delete. An INSERT must ask for nothing back and name no conflicting columns, or
    PostgreSQL asks for the right to read as well.
    """

    def __init__(self, table: str, *forms: str) -> None:
        self.table, self.forms = table, forms
        rule = " or ".join(forms)
        super().__init__(
            f"alter table {table} enable row level security;"
            f"create policy put on {table} for insert with check (true);"
            f"create policy find on {table} for select using ({rule});"
            f"create policy change on {table} for update using ({rule}) with check ({rule});",
            f"drop policy put on {table}; drop policy find on {table};"
            f"drop policy change on {table}; alter table {table} disable row level security;",
        )

    def deconstruct(self) -> tuple[str, list[str], dict[str, str]]:
        return ("ProtectDropBox", [self.table, *self.forms], {})
