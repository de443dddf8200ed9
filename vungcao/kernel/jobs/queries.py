"""What is known of the workers."""

from django.db import connection


def seconds_since_heartbeat() -> float | None:
    """Since any worker was last heard of; None when there is none."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select extract(epoch from now() - max(last_heartbeat)) from procrastinate_workers"
        )
        (seconds,) = cursor.fetchone()
    return None if seconds is None else float(seconds)
