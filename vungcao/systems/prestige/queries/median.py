"""The median of a number of days, counted by the database."""

from django.db.models import Aggregate, FloatField
from django.db.models.expressions import Combinable


class Median(Aggregate):
    """The median of the days from `since` until `day`; rows without one of them do not count."""

    function = "percentile_cont"
    template = "%(function)s(0.5) within group (order by %(expressions)s)"
    arg_joiner = " - "
    output_field = FloatField()
    arity = 2

    def __init__(self, day: str | Combinable, since: str | Combinable) -> None:
        super().__init__(day, since)
