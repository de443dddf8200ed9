"""What units offer to the rest: reference files, demo, open questions, what hangs on them."""

from django.utils.translation import gettext_lazy as _

from vungcao.kernel.citations.loading import load_citations
from vungcao.kernel.offers import upkeep
from vungcao.kernel.offers.upkeep import Demo, Doubts, ReferenceFile, Touch, reference_files
from vungcao.kernel.units import demo, loading
from vungcao.kernel.units.models import Tally
from vungcao.kernel.units.queries.doubts import doubts, unread


def count_tallies(units: frozenset[int]) -> int:
    """Counts recorded for these units, as far as the reader may see them."""
    return Tally.objects.filter(unit__in=units).count()


reference_files.register("units.citations", ReferenceFile(10, "unit_citations.csv", load_citations))
reference_files.register("units.units", ReferenceFile(11, "units.csv", loading.load_units))
reference_files.register("units.reforms", ReferenceFile(12, "reforms.csv", loading.load_reforms))
reference_files.register(
    "units.former_districts",
    ReferenceFile(13, "former_districts.csv", loading.load_former_districts),
)
upkeep.demos.register("units.villages", Demo(order=10, build=demo.build))
upkeep.doubts.register("units.bases", Doubts(_("Đơn vị hành chính"), doubts, unread))
upkeep.touches.register(
    "units.tallies",
    Touch(
        label=_("Số dân, số hộ đã ghi"),
        count=count_tallies,
        what_happens=_("Giữ nguyên; quy đổi khi xem theo địa giới mới"),
    ),
)
