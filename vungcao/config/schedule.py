"""What the worker does by the clock (UTC).

Daily work is asked for every hour and done once: a machine that was off at midnight catches up.
"""

from vungcao.kernel.accounts.models import User
from vungcao.kernel.accounts.queries import attempts
from vungcao.kernel.accounts.services import codes, drafts, forms, sessions, system_account
from vungcao.kernel.audit import anchors
from vungcao.kernel.calendar import clock
from vungcao.kernel.cases import services as cases
from vungcao.kernel.files import queries as files
from vungcao.kernel.files import scanning
from vungcao.kernel.files import services as file_services
from vungcao.kernel.files.storage import StoreFailed
from vungcao.kernel.jobs.tasks import as_system, periodic
from vungcao.kernel.offers.files import ScannerSilent
from vungcao.kernel.scopes.services import Door, scoped
from vungcao.kernel.search import jobs as finding
from vungcao.kernel.search import services as search
from vungcao.kernel.units import services as units
from vungcao.kernel.units.models import NATION_SCOPE
from vungcao.runtime.env import environment
from vungcao.systems.portal.services import duties as portal_duties
from vungcao.systems.portal.services import schedule as portal

SCANNED_AT_ONCE = 200


@as_system("audit")
def anchor_heads(account: User) -> None:
    file, today = anchors.file(environment()), clock.today()
    if anchors.last_day(file) != today:
        anchors.append(file, today)


@as_system("reforms", (NATION_SCOPE,))
def let_reforms_take_effect(account: User) -> None:
    units.take_effect(today=clock.today(), by=account)


@as_system("succession", (NATION_SCOPE,))
def hand_cases_over(account: User) -> None:
    """An act entered ahead ends its bodies on a day of its own."""
    cases.hand_over(day=clock.today(), now=clock.now(), by=account)


@as_system("accounts")
def forget_what_is_over(account: User) -> None:
    """Sessions that ended, contacts that never answered, old tries, sent forms and drafts."""
    now = clock.now()
    sessions.forget_expired(now=now, by=account)
    codes.forget_waiting(now=now, by=account)
    forms.forget_forms(now=now, by=account)
    drafts.forget_drafts(now=now, by=account)
    attempts.forget_old(now)


periodic("accounts.forget_what_is_over", "17 * * * *", forget_what_is_over)


def scan_files() -> None:
    """Each verdict is a transaction of its own: a crash loses none that was given."""
    with scoped((NATION_SCOPE,), door=Door.SYSTEM):
        waiting = files.to_scan(SCANNED_AT_ONCE)
    for blob in waiting:
        try:
            threat = scanning.threat_in(blob)
        except ScannerSilent:
            return
        except StoreFailed:
            continue
        with scoped((NATION_SCOPE,), door=Door.SYSTEM):
            by = system_account("files")
            file_services.record_verdict(blob=blob, threat=threat, now=clock.now(), by=by)


@as_system("files", (NATION_SCOPE,))
def keep_files(account: User) -> None:
    """What is over its time is listed, later removed; what nobody stands for is swept."""
    now = clock.now()
    file_services.declare_periods(by=account)
    file_services.expire(day=clock.today(), now=now, by=account)
    file_services.expire_uploads(now=now, by=account)
    file_services.sweep(now=now, by=account)


@as_system("portal")
def publish_due(account: User) -> None:
    portal.publish_due(now=clock.now(), by=account)


@as_system(finding.ACCOUNT, (NATION_SCOPE,))
def find_what_is_published(account: User) -> None:
    """What begins or ends by its day alone is announced by nobody."""
    search.catch_up(today=clock.today(), by=account)


@as_system("portal", (NATION_SCOPE,))
def look_at_duties(account: User) -> None:
    """Whether all that has to be public is, as editors read it among what waits for them."""
    portal_duties.check_duties(day=clock.today(), by=account)


periodic("portal.look_at_duties", "41 * * * *", look_at_duties)
periodic("search.catch_up", "*/10 * * * *", find_what_is_published)
periodic("portal.publish_due", "* * * * *", publish_due)
periodic("audit.anchor_heads", "5 * * * *", anchor_heads)
periodic("units.let_reforms_take_effect", "1 * * * *", let_reforms_take_effect)
periodic("cases.hand_over", "2,32 * * * *", hand_cases_over)
periodic("files.keep", "20 * * * *", keep_files)
periodic("files.scan", "* * * * * */10", scan_files)
