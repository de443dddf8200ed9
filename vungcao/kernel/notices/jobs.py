"""Turning what the rest of the kernel announces into notices, and letting out what is due."""

from collections.abc import Callable

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.access.models import Grant
from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.accounts.services import system_account
from vungcao.kernel.calendar import clock
from vungcao.kernel.jobs.models import Run
from vungcao.kernel.jobs.tasks import as_system, periodic
from vungcao.kernel.notices import queries, services
from vungcao.kernel.notices.services import News
from vungcao.kernel.offers.outbox import Announcement, Consumer, consumers
from vungcao.kernel.units.models import NATION_SCOPE, Name, Reform, Unit

ACCOUNT = "notices"


def _run(said: Announcement) -> None:
    run = Run.objects.filter(pk=_key(said)).select_related("started_by").first()
    if run is not None:
        details = {"label": run.label, "run": run.code}
        _tell(News(said.topic, said.subject, details, key=said.key), run.started_by)


def _grant(said: Announcement) -> None:
    """To the holder alone, as an event of their own account: an ended grant reaches nothing."""
    grant = Grant.objects.filter(pk=_key(said)).select_related("user").first()
    if grant is None:
        return
    name = Name.objects.in_force(grant.valid_from).filter(unit=grant.unit_id).first()
    details = {
        "role": str(Role(grant.role).label),
        "unit": str(name or ""),
        "from_day": f"{grant.valid_from:%d/%m/%Y}",
        "until_day": f"{grant.valid_until:%d/%m/%Y}" if grant.valid_until else "",
    }
    _tell(News(said.topic, said.subject, details, key=said.key), grant.user)


def _reform(said: Announcement) -> None:
    reform = Reform.objects.filter(pk=_key(said)).first()
    if reform is None:
        return
    touched = Q(passed_on__reform=reform) | Q(revisions__reform=reform)
    units = Unit.objects.filter(touched).distinct()
    news = News(said.topic, said.subject, {"title": reform.title}, key=said.key)
    found = queries.holders_below(units, clock.today())
    services.notify_all(news=news, to=found, now=clock.now(), by=system_account(ACCOUNT))


def _dead(said: Announcement) -> None:
    details = {name: said.details.get(name) for name in ("partner", "number", "fault")}
    nation = Unit.objects.get(scope=NATION_SCOPE)
    # Once a day for each partner: what cannot be delivered may be thousands.
    key = f"{said.topic}:{details['partner']}:{clock.today().isoformat()}"
    news = News(said.topic, said.subject, details, nation, key=key)
    services.notify_holders(
        news=news, roles={Role.ADMINISTRATOR}, now=clock.now(), by=system_account(ACCOUNT)
    )


HANDLERS: dict[str, Callable[[Announcement], None]] = {
    "jobs.finished": _run,
    "jobs.failed": _run,
    "access.granted": _grant,
    "access.ended": _grant,
    "access.delegated": _grant,
    "units.reform_took_effect": _reform,
    "exchange.dead": _dead,
}


def take(said: Announcement) -> None:
    """The same announcement again tells nobody twice: its key is the notice's."""
    HANDLERS[said.topic](said)


def _key(said: Announcement) -> int:
    return int(said.subject.rpartition(":")[2])


def _tell(news: News, to: User) -> None:
    services.notify(news=news, to=to, now=clock.now(), by=system_account(ACCOUNT))


consumers.register("notices", Consumer(frozenset(HANDLERS), take, _("Thông báo trong hệ thống")))


@as_system(ACCOUNT, (NATION_SCOPE,))
def send_due(account: User) -> None:
    services.send_due(now=clock.now(), by=account)


periodic("notices.send_due", "* * * * * */20", send_due)
