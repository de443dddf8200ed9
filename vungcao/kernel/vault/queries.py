"""What is known of the keys without opening anything."""

from django.db.models import Count

from vungcao.kernel.vault.models import DataKey


def keys_by_master() -> dict[str, int]:
    """How many data keys each master key wraps."""
    living = DataKey.objects.filter(destroyed_at=None)
    counted = living.values("master").annotate(number=Count("pk")).order_by("master")
    return {row["master"]: row["number"] for row in counted}
