"""Addresses of the newsletter: `/ban-tin/` for everybody, `/lam-viec/ban-tin/` for the office."""

from vungcao.systems.newsletter.urls import office, public

app_name = "newsletter"

urlpatterns = [*public.patterns, *office.patterns]
