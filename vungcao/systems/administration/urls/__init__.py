"""Addresses of administration: some stand under the office, some under `/quan-tri/`."""

from vungcao.systems.administration.urls import (
    accounts,
    audit,
    calendar,
    documents,
    exchange,
    files,
    grants,
    jobs,
    norms,
    numbers,
    organisations,
    practice,
    reforms,
    units,
)

app_name = "administration"

urlpatterns = [
    *accounts.patterns,
    *audit.patterns,
    *calendar.patterns,
    *documents.patterns,
    *exchange.patterns,
    *files.patterns,
    *jobs.patterns,
    *grants.patterns,
    *norms.patterns,
    *numbers.patterns,
    *organisations.patterns,
    *practice.patterns,
    *reforms.patterns,
    *units.patterns,
]
