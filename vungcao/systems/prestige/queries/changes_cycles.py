"""The cycles, and until when the villages have to choose for the one that follows."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from vungcao.kernel.norms import queries as values
from vungcao.kernel.norms.models import ParameterValue
from vungcao.kernel.norms.queries import NothingInForce
from vungcao.systems.prestige.models import Cycle
from vungcao.systems.prestige.rules.cycles import last_day_of_selection

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class CycleLine:
    """One cycle as of a day: `select_by` is the last day of the selection in its last year."""

    cycle: Cycle
    today: date
    norm: ParameterValue | None

    @property
    def pk(self) -> int:
        return self.cycle.pk

    @property
    def last_day(self) -> date:
        return self.cycle.valid_until - A_DAY

    @property
    def select_by(self) -> date | None:
        if self.norm is None:
            return None
        return last_day_of_selection(self.cycle.valid_until, self.norm.value)

    @property
    def state(self) -> str:
        if self.today < self.cycle.valid_from:
            return "coming"
        return "now" if self.today < self.cycle.valid_until else "past"

    @property
    def state_in_words(self) -> str:
        return {"coming": _("Sắp tới"), "now": _("Đang trong kỳ"), "past": _("Đã hết")}[self.state]

    @property
    def left_in_words(self) -> str:
        """How many days are left for the selection of the cycle that runs."""
        if self.select_by is None or self.state != "now":
            return ""
        days = (self.select_by - self.today).days
        return _("còn %(days)d ngày") % {"days": days} if days >= 0 else _("đã quá hạn")


def lines(today: date) -> list[CycleLine]:
    """All cycles, the latest first."""
    return [
        CycleLine(cycle, today, _norm(cycle.valid_until - A_DAY))
        for cycle in Cycle.objects.select_related("basis").order_by("-valid_from", "pk")
    ]


def _norm(day: date) -> ParameterValue | None:
    try:
        return values.value_row("prestige.selection.last_day", day)
    except NothingInForce:
        return None


def term(day: date) -> ParameterValue | None:
    """How many years a cycle lasts that begins on a day."""
    try:
        return values.value_row("prestige.term.years", day)
    except NothingInForce:
        return None


def next_first_day(today: date) -> date:
    """The next cycle begins when the last one ends; the first one of all with the coming year."""
    last = Cycle.objects.order_by("-valid_until", "pk").first()
    return last.valid_until if last else date(today.year + 1, 1, 1)
