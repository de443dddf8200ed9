"""Addresses of administration: some stand under the office, some under `/quan-tri/`."""

from vungcao.systems.administration.urls import (
    audit,
    calendar,
    jobs,
    norms,
    organisations,
    reforms,
    units,
)

app_name = "administration"

urlpatterns = [
    *audit.patterns,
    *calendar.patterns,
    *jobs.patterns,
    *norms.patterns,
    *organisations.patterns,
    *reforms.patterns,
    *units.patterns,
]
