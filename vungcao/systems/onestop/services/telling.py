"""Telling the other side of a dossier: its applicant of what came, the office of a message.

An applicant with an account gets a notice; one without gets a letter to the e-mail address, else
the telephone, that stands in the dossier, and not in the quiet hours of notices. Neither says
more than number and procedure.
"""

from collections.abc import Iterable
from datetime import datetime
from urllib.parse import urljoin

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from vungcao.kernel.accounts.models import Channel, User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.cases.models import Case, Party
from vungcao.kernel.notices import queries
from vungcao.kernel.notices.rules import Wish, compose, leaves_at
from vungcao.kernel.notices.services import News, notify_all
from vungcao.kernel.offers.letters import TOPIC, Letter
from vungcao.kernel.offers.notices import AT_ONCE, kinds
from vungcao.kernel.offers.outbox import Announcement, put
from vungcao.runtime.env import environment
from vungcao.systems.onestop.models import Decision, Dossier, Message, WrittenForm
from vungcao.systems.onestop.queries import deadlines, versions, worklist
from vungcao.systems.onestop.services import sealing

CAME = "onestop.message_came"
OWN_MESSAGE, OWN_RESULT = "onestop.own_message", "onestop.own_result"
OWN_PAPERS = {
    "02": "onestop.own_supplement",
    "03": "onestop.own_refused",
    "04": "onestop.own_extended",
    "05": "onestop.own_stopped",
}


Told = Message | WrittenForm | Decision


@transaction.atomic
def tell_message(*, message: Message, now: datetime, by: User) -> int:
    """Tell whoever a message was written to, once; how many that are."""
    if not message.is_from_citizen:
        return _tell_applicant(OWN_MESSAGE, message, now, by)
    case = message.dossier.case
    news = News(
        CAME,
        f"cases.Case:{case.pk}",
        {"number": case.number, "label": case.label, "case": case.code},
        case.organisation.unit,
        f"{CAME}:{message.pk}",
    )
    return len(notify_all(news=news, to=_officers(message.dossier, now), now=now, by=by))


@transaction.atomic
def tell_paper(*, paper: WrittenForm, now: datetime, by: User) -> int:
    """Tell the applicant of a paper that asks, refuses, lengthens or stops; of others nobody."""
    kind = OWN_PAPERS.get(paper.form)
    return _tell_applicant(kind, paper, now, by) if kind else 0


@transaction.atomic
def tell_result(*, decision: Decision, now: datetime, by: User) -> int:
    """Tell the applicant that the result is signed and where it is read."""
    return _tell_applicant(OWN_RESULT, decision, now, by)


def letter_of_message(ref: int) -> Letter | None:
    """None once the message was read."""
    row = Message.objects.select_related("dossier__case").filter(pk=ref, read_at=None).first()
    return _letter(OWN_MESSAGE, row) if row else None


def letter_of_paper(ref: int) -> Letter | None:
    """The words depend on which form it is."""
    rows = WrittenForm.objects.select_related("dossier__case")
    row = rows.filter(pk=ref, form__in=OWN_PAPERS).first()
    return _letter(OWN_PAPERS[row.form], row) if row else None


def letter_of_result(ref: int) -> Letter | None:
    """The same whatever was decided: that is read where the secret opens it."""
    row = Decision.objects.select_related("dossier__case").filter(pk=ref).first()
    return _letter(OWN_RESULT, row) if row else None


def _tell_applicant(kind: str, row: Told, now: datetime, by: User) -> int:
    case = row.dossier.case
    parties = Party.objects.filter(case=case, role=Party.Role.APPLICANT, account__isnull=False)
    accounts = [one.account for one in parties.select_related("account") if one.account]
    if not accounts:
        return _write_to(kind, row, now, by)
    news = News(kind, f"cases.Case:{case.pk}", _words(case), key=f"{kind}:{row.pk}")
    return len(notify_all(news=news, to=accounts, now=now, by=by))


def _write_to(kind: str, row: Told, now: datetime, by: User) -> int:
    """A letter to whoever has no account, by the channel that the dossier gives; else nothing."""
    channel, _to = _contact(row.dossier)
    if not channel:
        return 0
    name, subject = f"onestop.{row._meta.model_name}", f"{row._meta.label}:{row.pk}"
    wish = Wish(AT_ONCE, queries.quiet_hours(localtime(now).date()))
    put(
        Announcement(
            TOPIC,
            subject,
            row.dossier.case.scope,
            partner=channel,
            key=subject,
            details={"kind": name, "ref": row.pk},
            not_before=leaves_at(localtime(now), wish, urgent=kinds.get(kind).urgent),
        )
    )
    audit.record(by=by, action="onestop.applicant_told", subject=row.dossier, channel=channel)
    return 1


def _contact(dossier: Dossier) -> tuple[str, str]:
    """By which channel an applicant is reached, and where; empty where nothing was given."""
    (said,) = sealing.open_json([dossier.contact])
    if email := str(said.get("email", "")).strip():
        return Channel.EMAIL, email
    telephone = str(said.get("telephone", "")).strip()
    return (Channel.SMS, telephone) if telephone else ("", "")


def _letter(kind: str, row: Told) -> Letter | None:
    _channel, to = _contact(row.dossier)
    if not to:
        return None
    title, text = compose(kinds.get(kind), _words(row.dossier.case))
    where = urljoin(environment().address, reverse("onestop:track"))
    way = _("Xem bằng mã tra cứu và mã bí mật đã nhận khi nộp hồ sơ: %(address)s")
    return Letter(to, title, f"{title}.\n{text}\n{way % {'address': where}}")


def _words(case: Case) -> dict[str, str | int | bool | None]:
    return {"number": case.number, "label": case.label, "case": case.code}


def _officers(dossier: Dossier, now: datetime) -> Iterable[User]:
    """Who has the dossier in hand, else who works at its step, else who leads there."""
    case, day = dossier.case, now.astimezone(ZONE).date()
    is_delegated = case.delegated_until is not None and now < case.delegated_until
    in_hand = [case.assignee, case.delegate if is_delegated else None]
    place = case.organisation.unit.scope
    found = [one for one in in_hand if one and queries.covers(one, place, day)]
    roles = versions.process(dossier.version).step(dossier.step).roles
    working = found or list(worklist.workers(case.organisation, roles, day))
    return working or worklist.workers(case.organisation, map(str, deadlines.LEADERS), day)
