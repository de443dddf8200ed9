"""Addresses of the one-stop desk: `/thu-tuc/` for citizens, `/lam-viec/mot-cua/` for the office."""

from vungcao.systems.onestop.urls import clock, desk, work

app_name = "onestop"

urlpatterns = [
    *desk.patterns,
    *work.patterns,
    *clock.patterns,
]
