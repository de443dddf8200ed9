"""Pictures and the sizes in which readers get them."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Count, Q, prefetch_related_objects
from wagtail.blocks import StructValue
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.images.models import Filter, Image
from wagtail.models import Page

# As `portal/_picture.html` asks for them.
SIZES: tuple[str, ...] = tuple(Filter.expand_spec("format-{avif,webp} width-{320,640,960}"))


def undrawn(since: datetime, limit: int = 50) -> list[int]:
    """The ids of pictures uploaded since then of which a size is missing, the newest first."""
    there = Count("renditions", filter=Q(renditions__filter_spec__in=SIZES))
    new = get_image_model().objects.filter(created_at__gte=since)
    rows = new.annotate(there=there).filter(there__lt=len(SIZES))
    return list(rows.order_by("-pk").values_list("pk", flat=True)[:limit])


def fetch_sizes(page: Page) -> None:
    """The sizes of all pictures that stand on a page, in one query."""
    shown = [one for one in _pictures(page) if one is not None]
    prefetch_related_objects(shown, "renditions")


def _pictures(page: Page) -> Iterator[Image | None]:
    yield getattr(page, "picture", None)
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            for block in getattr(page, field.name):
                if block.block_type == "picture":
                    value = block.value
                    yield value["image"] if isinstance(value, StructValue) else value
