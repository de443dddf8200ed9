"""Who takes a case over when the body that held it has ended."""

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet

from vungcao.kernel.cases.models import Case
from vungcao.kernel.offers.cases import case_kinds
from vungcao.kernel.organisations.models import Organisation, OrganisationSuccession


def orphaned(day: date) -> QuerySet[Case]:
    """Running cases of bodies that have ended by a day."""
    found = Case.objects.running().filter(organisation__valid_until__lte=day)
    return found.select_related("organisation").order_by("pk")


def line_of(
    case: Case, day: date, body: Organisation | None = None
) -> OrganisationSuccession | None:
    """The last line of succession that leads from the body that held a case to one that lives; from
    `body` where that one was yet to get it.

    Where an act names who keeps the files, that body; where one follows, that one; of several the
    kind of the case chooses. None where nobody can tell.
    """
    found = None
    for found in _lines(case, body or case.organisation, day):  # noqa: B007 - the last one counts
        pass
    return found if found and found.target and _lives(found.target, day) else None


def _lines(case: Case, body: Organisation, day: date) -> Iterator[OrganisationSuccession]:
    known = set[int]()
    while not _lives(body, day) and body.pk not in known:
        known.add(body.pk)
        line = _chosen(case, body, day)
        if line is None or line.target is None:
            return
        yield line
        body = line.target


def _chosen(case: Case, body: Organisation, day: date) -> OrganisationSuccession | None:
    acts = OrganisationSuccession.objects.filter(source=body, effective_on__lte=day)
    acts = acts.exclude(target=None).exclude(kind=OrganisationSuccession.Kind.TRANSFER)
    lines = list(acts.select_related("target", "basis").order_by("-effective_on", "pk"))
    keepers = [line for line in lines if line.receives_files] or lines
    if len(keepers) < 2:
        return keepers[0] if keepers else None
    kind = dict(case_kinds.items()).get(case.kind)
    heir = kind.heir if kind else None
    bodies = [line.target_id for line in keepers if line.target_id is not None]
    found = heir(case.pk, bodies, day) if heir else None
    return next((line for line in keepers if line.target_id == found), None)


def _lives(body: Organisation, day: date) -> bool:
    return body.valid_until is None or body.valid_until > day
