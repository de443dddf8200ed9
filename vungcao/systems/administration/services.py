"""What the screens of administration do in one step; each composes services of the kernel."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from vungcao.kernel.citations import services as citations
from vungcao.kernel.units import services as units
from vungcao.kernel.units.models import Reform, Unit
from vungcao.kernel.units.services.drafting import Head


@dataclass(frozen=True)
class Draft:
    """The head of a reform as an officer writes it; the basis by its number."""

    title: str
    effective_on: date
    basis_number: str
    basis_title: str = ""
    decision_number: str = ""
    decided_on: date | None = None


@transaction.atomic
def write_reform(*, reform: Reform | None, draft: Draft, by: AbstractBaseUser) -> Reform:
    """Begin a draft, or change the head of one; a basis not known yet is entered as unverified."""
    head = Head(
        title=draft.title,
        effective_on=draft.effective_on,
        basis=citations.cite(number=draft.basis_number, title=draft.basis_title, by=by),
        decision_number=draft.decision_number,
        decided_on=draft.decided_on,
    )
    if reform is None:
        return units.draft(head=head, by=by)
    return units.revise_draft(reform=reform, head=head, by=by)


@transaction.atomic
def apply_reform(
    *, reform: Reform, decision_number: str, decided_on: date, today: date, by: AbstractBaseUser
) -> Reform:
    """Apply a draft on the strength of a decision. Raises `RuleBroken` with all that stands
    against it; the decision is then not written either."""
    head = Head(
        title=reform.title,
        effective_on=reform.effective_on,
        basis=reform.basis,
        decision_number=decision_number,
        decided_on=decided_on,
    )
    revised = units.revise_draft(reform=reform, head=head, by=by)
    return units.apply(reform=revised, today=today, by=by)


@dataclass(frozen=True)
class Basis:
    """A legal basis as an officer writes it."""

    number: str
    title: str = ""


@transaction.atomic
def import_villages(
    *,
    content: bytes,
    answers: Mapping[str, int],
    basis: Basis,
    valid_from: date,
    by: AbstractBaseUser,
) -> list[Unit]:
    """Enter the villages of a checked workbook, all or none, with its legal basis."""
    cited = citations.cite(number=basis.number, title=basis.title, by=by)
    return units.import_villages(
        content=content, answers=answers, basis=cited, valid_from=valid_from, by=by
    )
