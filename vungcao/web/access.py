"""One way to close a view, checked before anything is read."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Concatenate, ParamSpec, TypeAlias

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.http.response import HttpResponseBase
from django.urls import resolve

from vungcao.kernel.access.queries import reach
from vungcao.kernel.access.roles import ANY_ROLE, Permission
from vungcao.kernel.calendar import clock
from vungcao.kernel.scopes.services import bind
from vungcao.kernel.vault.codes import CODE
from vungcao.web.context import grants_of
from vungcao.web.http import AccountRequest
from vungcao.web.transactions import binding_of, refuse
from vungcao.web.way_back import signed_in_first

P = ParamSpec("P")
View: TypeAlias = Callable[Concatenate[AccountRequest, P], HttpResponseBase]


def only(permission: Permission) -> Callable[[View[P]], View[P]]:
    """Refuse whoever lacks `permission`, and show the others only the units where they hold it.

    Reach and permission come from the same grants: who audits a province and keeps the register
    of one commune reads the province on one screen and can change the commune alone on another.
    The database is bound to that narrower reach as well. A refusal is written to the audit, and
    so is asking for a row that is not there or not within reach, which look alike.
    """

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: AccountRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            _bind(request, permission)
            if not request.user.reach:
                refuse(request, _place(view))
                raise PermissionDenied
            return _traced(view, request, *args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]
        return signed_in_first(guarded)

    return decorate


def openable(request: AccountRequest) -> Callable[[str], bool]:
    """Whether an address is one that the reader may open, by the permission of its screen."""
    roles = {grant.role for grant in grants_of(request.user)}

    def opens(address: str) -> bool:
        permission = getattr(resolve(address).func, "permission", None)
        return permission is None or bool(roles & permission)

    return opens


def signed_in(view: View[P]) -> View[P]:
    """Let in any account, of an officer or a citizen, to what is its own.

    Such a screen shows rows of the account alone (`policies.owner`); an officer's reach is bound
    as well, a citizen has none.
    """

    @wraps(view)
    def guarded(request: AccountRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        _bind(request, ANY_ROLE)
        return _traced(view, request, *args, **kwargs)

    return signed_in_first(guarded)


def _bind(request: AccountRequest, permission: Permission) -> None:
    request.today = clock.today()
    request.user.reach = reach(request.user, request.today, permission)
    binding = binding_of(request.user, request.user.reach)
    bind(binding.reach, account=binding.account, door=binding.door)


def _traced(
    view: View[P], request: AccountRequest, *args: P.args, **kwargs: P.kwargs
) -> HttpResponseBase:
    try:
        return view(request, *args, **kwargs)
    except Http404:
        if kwargs:
            refuse(request, _place(view), asked(kwargs))
        raise


def _place(view: Callable[..., object]) -> str:
    return view.__module__.rpartition(".")[0] + "." + view.__name__


def asked(arguments: Mapping[str, object]) -> str:
    """The object that was asked for, as the trail may keep it: numbers and codes of our own.

    Other words of an address may have been typed by hand and hold anything, also a name.
    """
    return " ".join(
        f"{name}={value if isinstance(value, int) or CODE.fullmatch(str(value)) else '?'}"
        for name, value in sorted(arguments.items())
    )
