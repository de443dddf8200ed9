"""One request, one transaction, one reach (design.md 5; domain/skeleton.md 2)."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext

from django.db import connection, transaction
from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase

from vungcao.kernel.access.queries import reach, remember
from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.calendar import clock
from vungcao.kernel.scopes.services import Binding, Door, plans_kept, scoped
from vungcao.web.bodies import read_piece

CHANGING = ("POST", "PUT", "PATCH", "DELETE")


class UnitOfWork:
    """The transaction of one request; refusals are kept until it has been rolled back or closed."""

    def __init__(self, binding: Binding, user: User | None) -> None:
        self.binding = binding
        self.user = user
        self.refusals: list[tuple[str, str]] = []
        self._open: AbstractContextManager[None] | None = None

    def begin(self) -> None:
        self._open = _scope(self.binding)
        self._open.__enter__()

    def end(self, *, commit: bool) -> None:
        if self._open is None:
            return
        opened, self._open = self._open, None
        if not commit:
            transaction.set_rollback(True)
        opened.__exit__(None, None, None)
        self._write_refusals()

    def _write_refusals(self) -> None:
        refusals, self.refusals = self.refusals, []
        if refusals and self.user is not None:
            with transaction.atomic():
                for place, asked in refusals:
                    said = {"asked": asked} if asked else {}
                    audit.record(by=self.user, action="access.refused", subject=place, **said)


def refuse(request: HttpRequest, place: str, asked: str = "") -> None:
    """Note a refused access; it is written after whatever the request did has been undone.

    `asked` is the object that was not shown, by number or code; empty when the whole screen is
    closed.
    """
    unit = getattr(request, "unit_of_work", None)
    if isinstance(unit, UnitOfWork):
        unit.refusals.append((place, asked))


class TransactionMiddleware:
    """Opens the transaction after authentication: session and sign-in stay outside of it.

    Django turns a view's exception into a response *inside* get_response, so an atomic() around it
    would commit. `process_exception` rolls back at once and opens a fresh transaction, in which
    the error page may still ask the database.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method in ("POST", "PUT", "PATCH"):
            _ = request.POST  # a slow phone's body is read before a transaction waits for it
        read_piece(request)
        with plans_kept() if request.method in CHANGING else nullcontext():
            return self._answer(request)

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        unit = UnitOfWork(*_who(request))
        request.unit_of_work = unit  # type: ignore[attr-defined]
        unit.begin()
        try:
            response = self.get_response(request)
            swallowed = _is_broken() and response.status_code < 400
        except BaseException:
            unit.end(commit=False)
            raise
        unit.end(commit=response.status_code < 500)
        if swallowed:  # Django would roll back in silence and answer 200
            raise transaction.TransactionManagementError("The view swallowed a database error.")
        if isinstance(response, StreamingHttpResponse) and not response.is_async:
            content: Iterable[bytes] = response.streaming_content  # type: ignore[assignment]
            response.streaming_content = _streamed(content, unit.binding)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        unit: UnitOfWork = request.unit_of_work  # type: ignore[attr-defined]
        unit.end(commit=False)
        unit.begin()


def _is_broken() -> bool:
    """Whether a statement failed: Django notes it for models, the server alone for raw SQL."""
    server = connection.connection
    failed = server is not None and server.info.transaction_status.name == "INERROR"
    return connection.needs_rollback or failed


def binding_of(user: User, paths: tuple[str, ...]) -> Binding:
    """What an account is bound to: citizens come in by a door of their own, without a reach."""
    door = Door.CITIZEN if user.kind == User.Kind.CITIZEN else Door.OFFICE
    return Binding(paths, user.pk, door)


def _who(request: HttpRequest) -> tuple[Binding, User | None]:
    if not isinstance(request.user, User):
        return Binding((), None, Door.PUBLIC), None
    today = clock.today()
    remember(request.user, today)
    return binding_of(request.user, reach(request.user, today)), request.user


def _scope(binding: Binding) -> AbstractContextManager[None]:
    return scoped(binding.reach, account=binding.account, door=binding.door)


def _streamed(content: Iterable[bytes], binding: Binding) -> Iterator[bytes]:
    """The body is produced after the middleware is done: without this an export is empty."""
    with _scope(binding):
        yield from content
