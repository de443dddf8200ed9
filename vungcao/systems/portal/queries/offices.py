"""The body that answers the public's letters on a day, and the norms of that day."""

from datetime import date
from fractions import Fraction

from vungcao.kernel.cases.services import Term
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.norms import queries as norms
from vungcao.kernel.organisations.models import Organisation, OrganisationKind

QUESTION, OPINION = "portal.question", "portal.opinion"
ANSWER_DAYS, KEPT_MONTHS = "portal.question.days", "portal.letter.months"


def office(day: date) -> Organisation:
    """The department whose portal it is. Raises `RuleBroken` where none is entered."""
    found = Organisation.objects.in_force(day).filter(kind=OrganisationKind.DEPARTMENT)
    body = found.select_related("unit", "calendar").order_by("pk").first()
    if body is None:
        raise RuleBroken("Chưa có Sở nào trong danh sách cơ quan để nhận thư.")
    return body


def term(day: date) -> Term | None:
    """In how many working days a question is answered; None where nothing is in force."""
    try:
        row = norms.value_row(ANSWER_DAYS, day)
    except norms.NothingInForce:
        return None
    return Term(Fraction(row.value), row.basis)


def months_kept(day: date) -> int | None:
    """How long an answered letter is kept readable; None where nothing is in force."""
    try:
        return int(norms.value_row(KEPT_MONTHS, day).value)
    except norms.NothingInForce:
        return None
