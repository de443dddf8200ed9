"""Addresses of the one-stop desk: `/thu-tuc/` for citizens, `/lam-viec/mot-cua/` for the office."""

from vungcao.systems.onestop.urls import citizen, clock, desk, papers, procedures, published, work

app_name = "onestop"

urlpatterns = [
    *citizen.patterns,
    *desk.patterns,
    *work.patterns,
    *papers.patterns,
    *clock.patterns,
    *published.patterns,
    *procedures.patterns,
]
