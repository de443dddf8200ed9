"""Which tables public pages show: migrations call `Shown`, and the database counts from then on."""

from django.db import migrations

TRIGGER = "shown"
GATHER_EACH = 64

# Once a transaction. The mark goes with it, or with the savepoint whose change is undone. Rows that
# nobody else is gathering become one: their sum stays, in every reader's eyes.
FUNCTION = f"""
create function editions_note() returns trigger language plpgsql as $$
declare
    number bigint;
begin
    if coalesce(current_setting('app.edition_noted', true), '') <> '' then
        return null;
    end if;
    insert into editions_edition (weight) values (1) returning id into number;
    perform set_config('app.edition_noted', '1', true);
    if number % {GATHER_EACH} = 0 then
        with found as (
            select id from editions_edition where id < number for update skip locked
        ), gone as (
            delete from editions_edition using found where editions_edition.id = found.id
            returning weight
        )
        insert into editions_edition (weight)
        select sum(weight) from gone having sum(weight) is not null;
    end if;
    return null;
end $$;
"""
NO_FUNCTION = "drop function editions_note();"


class Shown(migrations.RunSQL):
    """The migration operation: each change of the `tables` begins another edition."""

    def __init__(self, *tables: str) -> None:
        self.tables = tables
        make = [
            f"create trigger {TRIGGER} after insert or update or delete or truncate on {table}"
            " for each statement execute function editions_note();"
            for table in tables
        ]
        undo = [f"drop trigger {TRIGGER} on {table};" for table in tables]
        super().__init__("".join(make), "".join(undo))

    def deconstruct(self) -> tuple[str, list[str], dict[str, str]]:
        return ("Shown", list(self.tables), {})


class ShownWhere(migrations.RunSQL):
    """The same for a table of which pages show some rows alone: `where` says which, of a `{row}`.

    The others may change as often as they do without another edition.
    """

    def __init__(self, table: str, where: str) -> None:
        self.table, self.where = table, where
        new, old = (where.format(row=row) for row in ("new", "old"))
        call = "execute function editions_note();"
        make = [
            f"create trigger {TRIGGER} after insert or update on {table}"
            f" for each row when ({new}) {call}",
            f"create trigger {TRIGGER}_before after update or delete on {table}"
            f" for each row when ({old}) {call}",
            f"create trigger {TRIGGER}_emptied after truncate on {table} for each statement {call}",
        ]
        names = (TRIGGER, f"{TRIGGER}_before", f"{TRIGGER}_emptied")
        undo = [f"drop trigger {name} on {table};" for name in names]
        super().__init__("".join(make), "".join(undo))

    def deconstruct(self) -> tuple[str, list[str], dict[str, str]]:
        return ("ShownWhere", [self.table, self.where], {})
