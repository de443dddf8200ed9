"""Answers for the script of the grid: who is signed in, and one form of the protocol.

They say 401 in JSON and never redirect: a sign-in page that answers would count as success.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import JsonResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from vungcao.systems.statistics.rules.exact import State
from vungcao.systems.statistics.rules.operations import NOTE, Op
from vungcao.web.access import signed_in
from vungcao.web.http import AccountRequest

MOST_OPS = 100
MOST_TEXT = 2000
STATES = {*map(str, State), NOTE}
JsonView = Callable[..., HttpResponseBase]


def told_in_json(view: JsonView) -> JsonView:
    """A stranger is told so, instead of being led to sign in."""

    @wraps(view)
    def guarded(request: AccountRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        return JsonResponse({"why": _("Phiên làm việc đã hết.")}, status=401)

    return guarded


@require_GET
@never_cache
@told_in_json
@signed_in
def session(request: AccountRequest) -> JsonResponse:
    """Whose session this is, and the token of its forms: a kept page holds an old one."""
    return JsonResponse({"user": str(request.user.pk), "token": get_token(request)})


@dataclass(frozen=True)
class Asked:
    """What a script sends: whose work it is, what it has seen, what changed."""

    user: str
    since: int
    ops: tuple[Op, ...]


class Unreadable(ValueError):
    """A body that follows no protocol of ours."""


def asked(body: bytes) -> Asked:
    """The body, with every part of the kind that it has to be."""
    try:
        said = json.loads(body)
    except ValueError:
        raise Unreadable from None
    if not isinstance(said, dict) or not isinstance(said.get("ops"), list):
        raise Unreadable
    user, since, ops = said.get("user"), said.get("since"), said["ops"]
    if not isinstance(user, str) or not isinstance(since, int) or len(ops) > MOST_OPS:
        raise Unreadable
    return Asked(user, since, tuple(map(_op, ops)))


def _op(said: object) -> Op:
    if not isinstance(said, dict) or said.get("s") not in STATES:
        raise Unreadable
    texts = (said.get("id"), said.get("cell"), said.get("v"))
    if not all(isinstance(one, str) and len(one) <= MOST_TEXT for one in texts):
        raise Unreadable
    base = None if said["s"] == NOTE else said.get("base")
    if said["s"] != NOTE and not _is_count(base):
        raise Unreadable
    try:
        return Op(UUID(said["id"]), said["cell"], said["s"], said["v"], base)
    except ValueError:
        raise Unreadable from None


def _is_count(said: object) -> bool:
    return isinstance(said, int) and not isinstance(said, bool) and said >= -1
