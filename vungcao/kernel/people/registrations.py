"""What persons offer to the rest: the demo, and what a reform touches."""

from django.utils.translation import gettext_lazy as _

from vungcao.kernel.offers import upkeep
from vungcao.kernel.offers.upkeep import Demo, Touch
from vungcao.kernel.people import demo
from vungcao.kernel.people.models import Household, Person


def count_persons(units: frozenset[int]) -> int:
    """Persons who live in these units, as far as the reader may see them."""
    return Person.objects.present().filter(unit__in=units).count()


def count_households(units: frozenset[int]) -> int:
    """Households of these units, as far as the reader may see them."""
    return Household.objects.filter(unit__in=units, valid_until=None).count()


upkeep.demos.register("people.persons", Demo(order=30, build=demo.build))
upkeep.touches.register(
    "people.persons",
    Touch(
        label=_("Nhân khẩu đã ghi"),
        count=count_persons,
        what_happens=_("Giữ nguyên; do đơn vị tiếp nhận quản lý"),
    ),
)
upkeep.touches.register(
    "people.households",
    Touch(
        label=_("Hộ gia đình đã ghi"),
        count=count_households,
        what_happens=_("Giữ nguyên; do đơn vị tiếp nhận quản lý"),
    ),
)
