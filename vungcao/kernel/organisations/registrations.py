"""What organisations offer to the rest: reference files, demo, doubts, what a reform touches."""

from django.utils.translation import gettext_lazy as _

from vungcao.kernel.offers import upkeep
from vungcao.kernel.offers.upkeep import Demo, Doubts, ReferenceFile, Touch, reference_files
from vungcao.kernel.organisations import demo, loading
from vungcao.kernel.organisations.queries import doubts, living_on, unread

reference_files.register(
    "organisations.bodies", ReferenceFile(400, "organisations.csv", loading.load_bodies)
)
reference_files.register(
    "organisations.patterns",
    ReferenceFile(401, "organisation_patterns.csv", loading.load_patterns),
)
reference_files.register(
    "organisations.successions",
    ReferenceFile(402, "organisation_successions.csv", loading.load_successions),
)
upkeep.demos.register("organisations.contacts", Demo(order=20, build=demo.build))
upkeep.doubts.register("organisations.bases", Doubts(_("Cơ quan, đơn vị"), doubts, unread))
upkeep.touches.register(
    "organisations.living",
    Touch(
        label=_("Cơ quan đang hoạt động ở các đơn vị này"),
        count=living_on,
        what_happens=_("Không tự kết thúc: ghi cơ quan kế thừa ở trang “Cơ quan, đơn vị”"),
    ),
)
