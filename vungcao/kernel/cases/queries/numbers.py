"""The next order of a prefix in its period, without two callers getting the same."""

from django.db import connection

NEXT = """
insert into cases_numbercounter as counter (pattern_id, prefix, period, last)
values (%s, %s, %s, 1)
on conflict (pattern_id, prefix, period) do update set last = counter.last + 1
returning last
"""


def next_order(pattern: int, prefix: str, period: str) -> int:
    """Counted in the running transaction: what is rolled back leaves no gap."""
    with connection.cursor() as cursor:
        cursor.execute(NEXT, [pattern, prefix, period])
        return int(cursor.fetchone()[0])
