"""Views that misbehave on purpose, to see what is left of their writes."""

from collections.abc import Iterator

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import path

from vungcao.kernel.access.roles import Role
from vungcao.kernel.scopes.services import current
from vungcao.web.access import only, signed_in
from vungcao.web.http import AccountRequest

OWN, FOREIGN = "/1/3/", "/1/30/"


def _insert(scope: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("insert into probe_row (scope) values (%s)", [scope])


def _count() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from probe_row")
        return int(cursor.fetchone()[0])


def add(request: HttpRequest) -> HttpResponse:
    _insert(OWN)
    return HttpResponse(str(_count()))


def explode(request: HttpRequest) -> HttpResponse:
    _insert(OWN)
    raise RuntimeError("on purpose")


def refuse(request: HttpRequest) -> HttpResponse:
    _insert(OWN)
    raise PermissionDenied


def swallow(request: HttpRequest) -> HttpResponse:
    try:
        _insert(FOREIGN)
    except DatabaseError:
        return HttpResponse("fine")
    return HttpResponse("written")


def fail_quietly(request: HttpRequest) -> HttpResponse:
    _insert(OWN)
    return HttpResponse("no", status=500)


def count(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(_count()))


def export(request: HttpRequest) -> StreamingHttpResponse:
    def lines() -> Iterator[bytes]:
        yield f"{_count()}\n".encode()

    return StreamingHttpResponse(lines(), content_type="text/csv")


@only(frozenset({Role.ADMINISTRATOR}))
def administer(request: AccountRequest) -> HttpResponse:
    return HttpResponse(f"{','.join(request.user.reach)} {request.today} {_count()}")


def door(request: HttpRequest) -> HttpResponse:
    return HttpResponse(current().door)


@signed_in
def own(request: AccountRequest) -> HttpResponse:
    bound = current()
    return HttpResponse(f"{bound.door} {bound.account} {','.join(bound.reach)} {request.today}")


@only(frozenset({Role.ADMINISTRATOR}))
def one(request: AccountRequest, pk: int) -> HttpResponse:
    if pk != 1:
        raise Http404
    return HttpResponse("one")


@signed_in
def own_one(request: AccountRequest, pk: int) -> HttpResponse:
    raise Http404


def sign_in(request: HttpRequest) -> HttpResponse:
    return HttpResponse("sign in")


urlpatterns = [
    path("add", add),
    path("explode", explode),
    path("refuse", refuse),
    path("swallow", swallow),
    path("fail-quietly", fail_quietly),
    path("count", count),
    path("export", export),
    path("administer", administer),
    path("door", door),
    path("own", own),
    path("own/<int:pk>", own_one),
    path("object/<int:pk>", one),
    path("sign-in", sign_in, name="sign-in"),
]
