"""Counts that the demo has published: of the districts' last year, and of the last quarter."""

from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser

from vungcao.kernel.offers.upkeep import Demo, demos
from vungcao.kernel.units.models import NATION_SCOPE
from vungcao.systems.prestige.models import PublishedCount, Recognition
from vungcao.systems.prestige.offers.demo.villages import COUNTED
from vungcao.systems.prestige.rules.statistics import quarter_end
from vungcao.systems.prestige.services.publishing import publish_counts


def build(by: AbstractBaseUser, today: date) -> None:
    """Once; later days are published by hand."""
    if PublishedCount.objects.exists():
        return
    for day in sorted({COUNTED, quarter_end(today)}):
        if day <= today and Recognition.objects.in_force(day).exists():
            publish_counts(day=day, today=today, scopes=(NATION_SCOPE,), by=by)


demos.register("prestige.statistics", Demo(order=79, build=build))
