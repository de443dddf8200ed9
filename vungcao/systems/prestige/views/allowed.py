"""What an account may do beyond the screen that it looks at, and where."""

from django.urls import NoReverseMatch, resolve, reverse

from vungcao.kernel.access.roles import Permission
from vungcao.web.context import grants_of
from vungcao.web.http import AccountRequest


def may(request: AccountRequest, permission: Permission, scope: str = "") -> bool:
    """Whether the account holds a right over a place; over any place without one."""
    return any(
        grant.role in permission and scope.startswith(grant.scope if scope else "")
        for grant in grants_of(request.user)
    )


def address_of(request: AccountRequest, name: str, *args: object, scope: str = "") -> str:
    """Where a screen stands, for an account that may open it there; else nothing.

    The screen's own permission counts: other parts of the product are known by name alone.
    """
    try:
        place = reverse(name, args=args)
    except NoReverseMatch:
        return ""
    permission = getattr(resolve(place).func, "permission", None)
    return place if permission is None or may(request, permission, scope) else ""
