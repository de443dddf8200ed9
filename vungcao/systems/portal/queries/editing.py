"""Where an account edits: the bodies whose sections are open to it, the unit of its files."""

from datetime import date

from vungcao.kernel.access.models import Grant
from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.units.models import Unit


def bodies(user: User, day: date) -> list[int]:
    """The organisations of the account's grants as an editor on a day."""
    held = Grant.objects.in_force(day).filter(user=user, role=Role.EDITOR)
    named = held.exclude(organisation=None).order_by("organisation")
    return list(named.values_list("organisation", flat=True).distinct())


def unit(user: User, day: date) -> Unit:
    """Where files lie that the account lays: the widest unit of its grants for the editor."""
    held = Grant.objects.in_force(day).filter(user=user, role__in=(Role.EDITOR, Role.PUBLISHER))
    return held.select_related("unit").order_by("scope", "pk")[0].unit
