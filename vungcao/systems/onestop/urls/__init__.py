"""Addresses of the one-stop desk: `/thu-tuc/` for citizens, `/lam-viec/mot-cua/` for the office."""

app_name = "onestop"

urlpatterns: list[object] = []
