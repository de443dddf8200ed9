"""Makes three agencies ready for a synthetic procedure; then tells, asked, how its dossiers stand.

It runs beside a product, in the product's database: one line of JSON when it is ready, and one for
each line that it reads.
"""

import json
import sys
from collections import Counter
from datetime import UTC, date, datetime
from typing import Any

from vungcao.config import boot

PASSWORD = "mot-cau-rat-dai-42"
SINCE = date(2025, 7, 1)
COMMUNE = "07621"


def main() -> None:
    boot.enter()

    from vungcao.kernel.scopes.services import scoped

    with scoped(("/1/",)):
        said = made_ready()
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()
    for _line in sys.stdin:
        with scoped(("/1/",)):
            now = stands()
        sys.stdout.write(json.dumps(now) + "\n")
        sys.stdout.flush()


def made_ready() -> dict[str, Any]:
    """Officers of the desk, the department and the province, the procedure, a book and a key."""
    from vungcao.kernel.access.roles import Role
    from vungcao.kernel.accounts.services import system_account
    from vungcao.kernel.organisations.models import OrganisationKind
    from vungcao.kernel.organisations.queries import responsible
    from vungcao.kernel.units.models import Kind, Unit
    from vungcao.kernel.units.queries import by_code
    from vungcao.systems.onestop.offers.demo.linked import linked_procedure

    keeper, today = system_account("tests"), datetime.now(UTC).date()
    place = by_code("gso", Kind.COMMUNE, COMMUNE, SINCE)
    assert place is not None
    above = Unit.objects.get(pk=int(place.scope.strip("/").split("/")[1]))
    bodies = {
        "desk": responsible(place, OrganisationKind.SERVICE_CENTRE, today),
        "department": responsible(above, OrganisationKind.DEPARTMENT, today),
        "province": responsible(above, OrganisationKind.PEOPLES_COMMITTEE, today),
    }
    found = {name: body for name, body in bodies.items() if body is not None}
    officers = {
        "desk": opened("mot-cua", Role.DESK_OFFICER, found["desk"]),
        "department": opened("tham-dinh", Role.SPECIALIST, found["department"]),
        "leader": opened("giao-viec", Role.DEPARTMENT_LEADER, found["department"]),
        "province": opened("ky-tinh", Role.PROVINCE_LEADER, found["province"]),
    }
    can_decide(found["province"])
    version = linked_procedure(keeper, today)
    return {
        "version": version.pk,
        "place": place.pk,
        "bodies": {name: body.pk for name, body in found.items()},
        "officers": officers,
    }


def opened(name: str, role: Any, body: Any) -> int:
    """An account that signs in in production and holds one role in a body."""
    from vungcao.kernel.access import services as access
    from vungcao.kernel.access.weighing import NewGrant
    from vungcao.kernel.accounts import services as accounts
    from vungcao.kernel.accounts.models import User
    from vungcao.kernel.accounts.services import system_account

    by = system_account("tests")
    user = accounts.open_demo_account(username=name, password=PASSWORD, by=by)
    User.objects.filter(pk=user.pk).update(is_synthetic=False)
    new = NewGrant(user=user, role=role, unit=body.unit, valid_from=SINCE, organisation=body)
    access.grant(new=new, today=SINCE, by=by)
    return user.pk


def can_decide(body: Any) -> None:
    """The committee numbers its decisions and has a key: of an invented authority."""
    from vungcao.kernel.accounts.services import system_account
    from vungcao.kernel.citations import services as citations
    from vungcao.kernel.citations.models import State
    from vungcao.kernel.documents import certificates
    from vungcao.kernel.documents.models import DocumentKind
    from vungcao.kernel.documents.services import issuing, numbering
    from vungcao.kernel.documents.services.numbering import Way
    from vungcao.runtime.env import environment

    by = system_account("tests")
    basis = citations.cite(number="01/QĐ-THU", state=State.SYNTHETIC, by=by)
    way = Way(DocumentKind.DECISION, "QĐ-THU")
    numbering.open_series(organisation=body, way=way, valid_from=SINCE, basis=basis, by=by)
    here = environment()
    certificates.make_demo_key(here, "tinh", "Cơ quan của kiểm thử", datetime.now(UTC))
    here.signing_folder.mkdir(parents=True, exist_ok=True)
    for end in ("p12", "pass"):
        made = certificates.folder(here, is_demo=True) / f"tinh.{end}"
        made.rename(here.signing_folder / made.name)
    issuing.register_key(organisation=body, file="tinh", is_demo=False, by=by)


def stands() -> dict[str, Any]:
    """Every dossier, and what must be whole beside them."""
    from vungcao.kernel.audit import queries as trail
    from vungcao.kernel.cases.models import Case
    from vungcao.kernel.documents.models import Document, DocumentNumber
    from vungcao.kernel.exchange.models import MessageState, OutboxMessage
    from vungcao.kernel.notices.models import Notice
    from vungcao.systems.onestop.models import Dossier

    rows = Dossier.objects.select_related("case__calendar", "version").order_by("pk")
    waiting = OutboxMessage.objects.filter(state=MessageState.WAITING)
    return {
        "dossiers": [told(row) for row in rows],
        "cases": Case.objects.count(),
        "papers": Document.objects.count(),
        "numbers": DocumentNumber.objects.count(),
        "notices": Notice.objects.filter(kind="cases.assigned").count(),
        "letters": Counter(OutboxMessage.objects.values_list("topic", flat=True)),
        "undelivered": waiting.count(),
        "is_trail_whole": trail.verify().holds,
    }


def told(row: Any) -> dict[str, Any]:
    """One dossier: its way by its events, and whether all that follows from them agrees."""
    from vungcao.kernel.audit.models import Entry
    from vungcao.kernel.cases.models import CaseEvent, Party
    from vungcao.kernel.cases.queries import chains
    from vungcao.systems.onestop.queries.explaining import agrees

    events = CaseEvent.objects.filter(case=row.case_id).order_by("seq")
    moves = [json.loads(one.body) for one in events if one.action == "onestop.moved"]
    held = Party.objects.filter(case=row.case_id, role=Party.Role.RESPONSIBLE)
    entries = Entry.objects.filter(subject=f"onestop.Dossier:{row.pk}")
    return {
        "pk": row.pk,
        "step": row.step,
        "moves": [one["step_action"] for one in moves],
        "way": [(one["before"], one["after"]) for one in moves],
        "events": Counter(one.action for one in events),
        "entries": Counter(entries.values_list("action", flat=True)),
        "is_chain_whole": chains.verify(row.case).holds,
        "is_due_as_computed": agrees(row) and row.case.due_at is not None,
        "holder": row.case.organisation_id,
        "holders": [
            (one.organisation_id, str(one.since), str(one.until or ""))
            for one in held.order_by("since", "pk")
        ],
        "forms": list(row.forms.order_by("pk").values_list("form", flat=True)),
        "decisions": [(one.pk, one.signed_at is not None) for one in row.decisions.order_by("pk")],
        "laid": row.papers.count(),
    }


if __name__ == "__main__":
    main()
