"""In which bodies an account edits: their sections are open to it."""

from datetime import date

from vungcao.kernel.access.models import Grant
from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User


def bodies(user: User, day: date) -> list[int]:
    """The organisations of the account's grants as an editor on a day."""
    held = Grant.objects.in_force(day).filter(user=user, role=Role.EDITOR)
    named = held.exclude(organisation=None).order_by("organisation")
    return list(named.values_list("organisation", flat=True).distinct())
