"""The stretch of days that a reader looks at: a day, a month, a quarter or a year."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _


class Span(TextChoices):
    """How long a period is."""

    DAY = "day", _("Ngày")
    MONTH = "month", _("Tháng")
    QUARTER = "quarter", _("Quý")
    YEAR = "year", _("Năm")


@dataclass(frozen=True)
class Period:
    """The day, month, quarter or year in which `within` lies, as it is seen on `today`."""

    span: Span
    within: date
    today: date

    @property
    def first(self) -> date:
        if self.span == Span.DAY:
            return self.within
        return self.within.replace(month=self._months()[0], day=1)

    @property
    def last(self) -> date:
        if self.span == Span.DAY:
            return self.within
        year, month = self.within.year, self._months()[1]
        return date(year, month, monthrange(year, month)[1])

    @property
    def day(self) -> date:
        """The day of the period on which things are shown: its last one, but none yet to come."""
        return max(self.first, min(self.last, self.today))

    @property
    def is_now(self) -> bool:
        return self.first <= self.today <= self.last

    @property
    def label(self) -> str:
        at = self.within
        if self.span == Span.DAY:
            return _t("Hôm nay") if at == self.today else f"{at.day:02}/{at.month:02}/{at.year}"
        if self.span == Span.MONTH:
            return _t("Tháng %(month)s/%(year)s") % {"month": at.month, "year": at.year}
        if self.span == Span.QUARTER:
            quarter = self._months()[1] // 3
            return _t("Quý %(quarter)s/%(year)s") % {"quarter": quarter, "year": at.year}
        return _t("Năm %(year)s") % {"year": at.year}

    def _months(self) -> tuple[int, int]:
        """The first and the last month."""
        month = self.within.month
        if self.span == Span.YEAR:
            return 1, 12
        if self.span == Span.QUARTER:
            begin = month - (month - 1) % 3
            return begin, begin + 2
        return month, month
