"""Counts of the register in which nobody is named: for tiles, figures and public pages."""

from datetime import date

from vungcao.systems.prestige.models import Recognition


def in_force(scopes: tuple[str, ...], day: date) -> int:
    """Persons recognised on a day in the villages under these scopes."""
    return Recognition.objects.under(scopes).in_force(day).count()
