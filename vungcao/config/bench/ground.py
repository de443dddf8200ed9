"""A province whose communes answer a form month after month: the ground of measuring figures."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vungcao.kernel.access.roles import Role
    from vungcao.kernel.accounts.models import User
    from vungcao.systems.statistics.models import FormVersion

FORM, FIRST_YEAR = "dt01", 2026
PASSWORD = "bench"


@contextmanager
def everywhere() -> "Iterator[User]":
    """The product itself, over the whole country; no statement is ended for its length."""
    from vungcao.config.bench.queries.figures import patient
    from vungcao.kernel.accounts.services import system_account
    from vungcao.kernel.scopes.services import scoped
    from vungcao.kernel.units.models import NATION_SCOPE

    with scoped((NATION_SCOPE,)):
        patient()
        by = system_account("bench")
        by.reach = (NATION_SCOPE,)
        yield by


def account(*roles: "Role", is_of_province: bool, by: "User") -> "User":
    """Somebody with these roles in the demo's commune, or over the whole province."""
    from vungcao.config import demo
    from vungcao.kernel.access import services as access
    from vungcao.kernel.access.queries import reach
    from vungcao.kernel.access.weighing import NewGrant
    from vungcao.kernel.accounts import services as accounts
    from vungcao.kernel.calendar import clock

    unit = demo.province() if is_of_province else demo.commune()
    user = accounts.open_demo_account(username=f"do-{roles[0].value}", password=PASSWORD, by=by)
    for role in roles:
        new = NewGrant(user=user, role=role, unit=unit, valid_from=demo.SINCE)
        access.grant(new=new, today=demo.SINCE, by=by)
    user.reach = reach(user, clock.today())
    return user


def asked(*, months: int, communes: int, by: "User") -> "FormVersion":
    """A monthly form of the cells of `dt01`, asked of communes for so many months; all blank."""
    from vungcao.config import demo
    from vungcao.config.bench.queries import figures
    from vungcao.kernel.units.models import Kind
    from vungcao.kernel.units.queries import as_of
    from vungcao.systems.statistics.rules import periods

    version = _form(by)
    province = demo.province()
    found = as_of(demo.SINCE, kind=Kind.COMMUNE, under=province)
    here = demo.commune().pk
    places = sorted(found, key=lambda unit: (unit.id != here, unit.id))[:communes]
    for nth in range(months):
        number = periods.period(periods.Kind.MONTH, FIRST_YEAR + nth // 12, nth % 12 + 1)
        figures.ask(
            version=version.pk,
            unit=province.pk,
            period=number,
            due=periods.end(number),
            units=[one.id for one in places],
            by=by.pk,
        )
    return version


def _form(by: "User") -> "FormVersion":
    from vungcao.kernel.calendar import clock
    from vungcao.systems.statistics.models import FormVersion, PeriodKind
    from vungcao.systems.statistics.rules import definition
    from vungcao.systems.statistics.services import publishing
    from vungcao.systems.statistics.services.publishing import Title

    like = FormVersion.objects.published().get(form__code=FORM)
    said: dict[str, Any] = {"reporter": like.reporter, "valid_from": like.valid_from}
    title = Title(name="Đo", period_kind=PeriodKind.MONTH, **said)
    layout = definition.read(like.definition)
    made = publishing.draft(code="do01", title=title, layout=layout, by=by)
    return publishing.publish(version=made, now=clock.now(), by=by)


def lay(version: "FormVersion", by: "User") -> int:
    """A figure and its line of the log for every cell that is asked; how many there are."""
    from vungcao.config.bench.queries import figures

    return figures.lay(version=version.pk, by=by.pk)


def looked_after() -> None:
    """What the server does by itself within minutes of so large a change."""
    import psycopg

    from vungcao.runtime import database_urls
    from vungcao.runtime.env import environment

    owner = database_urls.address(environment(), "owner")
    with psycopg.connect(owner.conninfo(), autocommit=True) as server:
        server.execute("vacuum analyze")
