"""An id before its row, for what has to point to it first."""

from django.db import connection


def reserve() -> int:
    """The id of a case that is about to be written."""
    with connection.cursor() as cursor:
        cursor.execute("select nextval(pg_get_serial_sequence('cases_case', 'id'))")
        return int(cursor.fetchone()[0])
