"""Pictures and the sizes in which readers get them."""

from django.db.models import Count, Q
from wagtail.images import get_image_model
from wagtail.images.models import Filter

# As `portal/_picture.html` asks for them.
SIZES: tuple[str, ...] = tuple(Filter.expand_spec("format-{avif,webp} width-{320,640,960}"))


def undrawn(limit: int = 50) -> list[int]:
    """The ids of pictures of which a size is missing, the newest first."""
    there = Count("renditions", filter=Q(renditions__filter_spec__in=SIZES))
    rows = get_image_model().objects.annotate(there=there).filter(there__lt=len(SIZES))
    return list(rows.order_by("-pk").values_list("pk", flat=True)[:limit])
