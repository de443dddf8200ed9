"""The body that answers for comments, and the norms of a day."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from vungcao.kernel.cases.services import Term
from vungcao.kernel.citations.models import Citation
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.norms import queries as norms
from vungcao.kernel.organisations.models import Organisation, OrganisationKind
from vungcao.kernel.units.models import Name

COMMENT, PAGE, COMPLAINT = "comments.comment", "comments.page", "comments.complaint"
DECISION_DAYS = "comments.decision.days"
REMARK_DAYS = "comments.remark.days"
TAKEDOWN_HOURS = "comments.takedown.hours"
CONTACT_MONTHS = "comments.contact.months"


@dataclass(frozen=True)
class Norm:
    """A number that was in force, and what it rests on."""

    value: int
    basis: Citation


def office(day: date) -> Organisation:
    """The department whose portal it is. Raises `RuleBroken` where none is entered."""
    found = Organisation.objects.in_force(day).filter(kind=OrganisationKind.DEPARTMENT)
    body = found.select_related("unit", "calendar").order_by("pk").first()
    if body is None:
        raise RuleBroken("Chưa có Sở nào trong danh sách cơ quan để nhận ý kiến.")
    return body


def place(office: Organisation, day: date) -> str:
    """The name of the office's territory, as papers say where they were made."""
    row = Name.objects.in_force(day).filter(unit=office.unit_id).order_by("pk").first()
    return row.text if row else ""


def norm(code: str, day: date) -> Norm | None:
    """None where nothing is in force."""
    try:
        row = norms.value_row(code, day)
    except norms.NothingInForce:
        return None
    return Norm(int(row.value), row.basis)


def term(code: str, day: date) -> Term | None:
    """A term in working days; None where nothing is in force."""
    found = norm(code, day)
    return Term(Fraction(found.value), found.basis) if found else None
