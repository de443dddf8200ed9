"""What waits at a desk, which desks somebody works at, and dossiers that look alike."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet

from vungcao.kernel.accounts.models import User
from vungcao.kernel.documents.models import Document, DocumentState
from vungcao.kernel.organisations.models import Organisation, OrganisationKind
from vungcao.kernel.units.models import Unit
from vungcao.kernel.units.queries import on_day
from vungcao.systems.onestop.models import Dossier, Paper, ProcedureVersion
from vungcao.systems.onestop.rules.definition import Definition
from vungcao.systems.onestop.rules.statuses import FINAL, Status

SHOWN = ("case__organisation", "version__procedure", "intake", "unit")
DESKS = (OrganisationKind.SERVICE_CENTRE, OrganisationKind.PEOPLES_COMMITTEE)
MOST_ISSUED = 10
LEFT = (Status.REFUSED, Status.WITHDRAWN, Status.STOPPED)  # their papers are free again
# The first half of the advisory locks under which one of several that look alike is taken in.
TAKING_IN = 20261126


def waiting(reader: User, scopes: Iterable[str]) -> QuerySet[Dossier]:
    """Submitted and not yet received, where the reader's place has to receive them."""
    found = Dossier.objects.visible_to(reader).held_under(tuple(scopes))
    return found.filter(status=Status.SUBMITTED).select_related(*SHOWN)


def waiting_under(scopes: tuple[str, ...], day: date) -> int:
    """How many wait for their receipt at these places."""
    return Dossier.objects.held_under(scopes).filter(status=Status.SUBMITTED).count()


def at_desk(user: AbstractBaseUser, scopes: tuple[str, ...], day: date) -> QuerySet[Dossier]:
    """Those that the account's place has to receive, however they came: as the figure says."""
    found = Dossier.objects.held_under(scopes).filter(status=Status.SUBMITTED)
    return found.select_related("case").order_by("submitted_at", "pk")


def desks(reader: User, day: date) -> QuerySet[Organisation]:
    """The bodies at whose desk somebody works: service centres first, then committees."""
    found = Organisation.objects.in_force(day).filter(scope__in=reader.reach, kind__in=DESKS)
    return found.select_related("unit", "calendar").order_by("-kind", "pk")


def alike(likeness: str, reader: User) -> list[Dossier]:
    """Running dossiers of the same procedure, applicant and persons that the reader sees."""
    found = Dossier.objects.visible_to(reader).filter(likeness=likeness)
    found = found.exclude(status__in=FINAL).exclude(status=Status.DECIDED)
    return list(found.select_related("case").order_by("-submitted_at", "pk")[:5])


def wait_for_alike(likeness: str) -> None:
    """Wait until nobody else is taking in what looks like this; hold others up until the commit."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s, hashtext(%s))", [TAKING_IN, likeness])


def beside(waiting: Dossier, reader: User) -> list[Dossier]:
    """The others that look like one that waits for its receipt; later nobody is asked again."""
    if waiting.status != Status.SUBMITTED or not waiting.likeness:
        return []
    return [one for one in alike(waiting.likeness, reader) if one.pk != waiting.pk]


def issued_here(
    version: ProcedureVersion, process: Definition, place: Unit, reader: User, day: date
) -> dict[str, list[Document]]:
    """Papers of this place that were issued on the system and need not be asked for, by code.

    Of the procedure's own forms, issued there under the law of the version, and part of no other
    dossier that goes on or was decided.
    """
    wanted = {one.code: one.reusable_from for one in process.documents if one.reusable_from}
    if not wanted:
        return {}
    used = Paper.objects.filter(document_code=OuterRef("code"), is_reused=True, removed_at=None)
    rows = Document.objects.visible_to(reader).under([place.scope])
    rows = rows.filter(template__in=set(wanted.values()), state=DocumentState.ISSUED)
    rows = rows.filter(issued_on__gte=version.valid_from, issued_on__lte=day)
    rows = rows.exclude(Exists(used.exclude(dossier__status__in=LEFT)))
    found: dict[str, list[Document]] = {code: [] for code in wanted}
    for row in rows.order_by("-issued_on", "pk"):
        for code, template in wanted.items():
            if row.template == template and len(found[code]) < MOST_ISSUED:
                found[code].append(row)
    return found


def issued_words(
    found: Mapping[str, Iterable[Document]], day: date
) -> dict[str, list[tuple[str, str]]]:
    """How each of them is chosen: its own code, and number, day and place in words."""
    places = {row.unit_id for rows in found.values() for row in rows}
    names = {one.id: one.name for one in on_day(places, day)} if places else {}
    return {code: [(row.code, _words(row, names)) for row in rows] for code, rows in found.items()}


def _words(row: Document, names: Mapping[int, str]) -> str:
    when = f"{row.issued_on:%d/%m/%Y}" if row.issued_on else ""
    return ", ".join(filter(None, (row.number or row.code, when, names.get(row.unit_id, ""))))
