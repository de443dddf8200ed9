"""Addresses of the register, all under `/lam-viec/uy-tin/` but for its public page."""

from vungcao.systems.prestige.urls import (
    benefits,
    changes,
    imports,
    register,
    reports,
    selections,
    statistics,
)

app_name = "prestige"

urlpatterns = [
    *register.patterns,
    *changes.patterns,
    *selections.patterns,
    *benefits.patterns,
    *statistics.patterns,
    *imports.patterns,
    *reports.patterns,
]
