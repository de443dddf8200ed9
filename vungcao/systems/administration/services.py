"""What the screens of administration do in one step; each composes services of the kernel."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _

from vungcao.kernel.access import services as access
from vungcao.kernel.access.weighing import NewGrant
from vungcao.kernel.accounts.models import Invitation, User
from vungcao.kernel.accounts.services import officers
from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations import services as citations
from vungcao.kernel.citations.models import Citation
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.documents import rules
from vungcao.kernel.documents.models import NumberSeries, SigningKey
from vungcao.kernel.documents.services import issuing, numbering
from vungcao.kernel.documents.services.numbering import Way
from vungcao.kernel.norms.services.acts import Act, cite_act
from vungcao.kernel.organisations import services as organisations
from vungcao.kernel.organisations.models import (
    Organisation,
    OrganisationKind,
    OrganisationSuccession,
)
from vungcao.kernel.organisations.queries import called
from vungcao.kernel.organisations.services import Change, NewOrganisation
from vungcao.kernel.units import queries
from vungcao.kernel.units import services as units
from vungcao.kernel.units.models import Kind, Reform, Unit
from vungcao.kernel.units.names import fold
from vungcao.kernel.units.queries import UnitOnDay
from vungcao.kernel.units.services.drafting import Head
from vungcao.runtime import practice
from vungcao.runtime.env import environment

NAMED = 5


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
    *, reform: Reform, decision_number: str, decided_on: date, today: date, by: User
) -> Reform:
    """Apply a draft on the strength of a decision. Raises `RuleBroken` with all that stands
    against it; the decision is then not written either.

    Applying sees the whole nation, so it is asked here whether `by` reaches what it changes.
    """
    head = Head(
        title=reform.title,
        effective_on=reform.effective_on,
        basis=reform.basis,
        decision_number=decision_number,
        decided_on=decided_on,
    )
    _refuse_beyond_reach(queries.outside(reform, by))
    revised = units.revise_draft(reform=reform, head=head, by=by)
    return units.apply(reform=revised, today=today, by=by)


@transaction.atomic
def undo_reform(*, reform: Reform, by: User) -> Reform:
    """Undo an applied reform while its units are unused and lie within the reach of who undoes."""
    _refuse_beyond_reach(queries.outside(reform, by))
    return units.undo(reform=reform, by=by)


@dataclass(frozen=True)
class Basis:
    """A legal basis as an officer writes it."""

    number: str
    title: str = ""


@transaction.atomic
def import_villages(
    *, content: bytes, answers: Mapping[str, int], basis: Basis, valid_from: date, by: User
) -> list[Unit]:
    """Enter the villages of a checked workbook, all or none, with its legal basis.

    Raises `RuleBroken` with all that stands against it, and when one lies beyond `by`'s reach.
    """
    cited = citations.cite(number=basis.number, title=basis.title, by=by)
    made = units.import_villages(
        content=content, answers=answers, basis=cited, valid_from=valid_from, by=by
    )
    _refuse_beyond_reach(_unreached({unit.pk for unit in made}, valid_from, by))
    return made


@transaction.atomic
def import_boundaries(
    *, content: bytes, kind: Kind, day: date, tolerance: float, origin: units.Origin, by: User
) -> int:
    """Store a checked coverage, all or none; how many units it gives a boundary.

    Raises `RuleBroken` with all that stands against it, and when one lies beyond `by`'s reach.
    """
    read = units.import_boundaries(
        content=content, kind=kind, day=day, tolerance=tolerance, origin=origin, by=by
    )
    _refuse_beyond_reach(_unreached({unit.id for unit in read.units}, day, by))
    return len(read.units)


def _unreached(ids: set[int], day: date, by: User) -> list[UnitOnDay]:
    reached = Unit.objects.filter(pk__in=ids).visible_to(by).values_list("pk", flat=True)
    return queries.on_day(ids - set(reached), day)


def _refuse_beyond_reach(beyond: list[UnitOnDay]) -> None:
    """Raises `RuleBroken` naming some of the units and the way out."""
    if not beyond:
        return
    named = ", ".join(unit.name for unit in beyond[:NAMED])
    more = "…" if len(beyond) > NAMED else ""
    sentence = _(
        "%(n)s đơn vị nằm ngoài phạm vi quản trị của chị/anh (%(names)s). "
        "Nhờ người quản trị của cấp trên làm việc này."
    )
    raise RuleBroken(sentence % {"n": len(beyond), "names": named + more})


@dataclass(frozen=True)
class NewBody:
    """A body that an act founds, as an officer names it; the rest is as with the first source."""

    name: str
    abbreviation: str = ""
    unit: Unit | None = None


@dataclass(frozen=True)
class Succession:
    """An act about bodies without its number."""

    kind: str
    effective_on: date
    sources: Sequence[Organisation]
    targets: Sequence[Organisation] = ()
    fresh: Sequence[NewBody] = ()
    files_to: str = ""


def change_of(succession: Succession, basis: Citation) -> Change:
    """The act as the kernel wants it. An unknown receiver of the files is no target's position."""
    founded = [_founded(new, succession, basis) for new in succession.fresh if succession.sources]
    targets: list[Organisation | NewOrganisation] = [*succession.targets, *founded]
    names = called([body.pk for body in succession.targets], succession.effective_on)
    said = [*(names[body.pk] for body in succession.targets), *(new.name for new in founded)]
    wanted = fold(succession.files_to)
    at = [number for number, name in enumerate(said) if fold(name) == wanted]
    return Change(
        kind=OrganisationSuccession.Kind(succession.kind),
        sources=tuple(succession.sources),
        targets=tuple(targets),
        effective_on=succession.effective_on,
        basis=basis,
        files_to=(at[0] if at else len(targets)) if wanted else None,
    )


@transaction.atomic
def succeed(*, succession: Succession, act: Act, by: User) -> list[OrganisationSuccession]:
    """Carry an act about bodies out, on the strength of its number, within the reach of `by`."""
    units = {body.unit_id for body in [*succession.sources, *succession.targets]}
    units |= {new.unit.pk for new in succession.fresh if new.unit}
    _refuse_beyond_reach(_unreached(units, succession.effective_on, by))
    change = change_of(succession, cite_act(act=act, by=by))
    return organisations.succeed(change=change, by=by)


@transaction.atomic
def establish(*, given: Mapping[str, Any], act: Act, by: User) -> Organisation:
    """Make a body on the strength of an act, in a territory that `by` reaches."""
    _refuse_beyond_reach(_unreached({given["unit"].pk}, given["valid_from"], by))
    new = NewOrganisation(basis=cite_act(act=act, by=by), **given)
    return organisations.establish(new=new, by=by)


@transaction.atomic
def rename(
    *, organisation: Organisation, given: Mapping[str, Any], act: Act, today: date, by: User
) -> None:
    """Another name on the strength of an act."""
    basis = cite_act(act=act, by=by)
    organisations.rename(organisation=organisation, basis=basis, today=today, by=by, **given)


@transaction.atomic
def place(
    *, organisation: Organisation, given: Mapping[str, Any], act: Act, today: date, by: User
) -> None:
    """Another place on the strength of an act."""
    basis = cite_act(act=act, by=by)
    organisations.place_under(organisation=organisation, basis=basis, today=today, by=by, **given)


def _founded(new: NewBody, succession: Succession, basis: Citation) -> NewOrganisation:
    like = succession.sources[0]
    return NewOrganisation(
        kind=OrganisationKind(like.kind),
        unit=new.unit or like.unit,
        calendar=like.calendar,
        name=new.name,
        abbreviation=new.abbreviation,
        basis=basis,
        valid_from=succession.effective_on,
    )


@transaction.atomic
def switch_practice(*, wanted: str, reset: bool, by: User) -> None:
    """Switch practice on or off, or put it back to its beginning; the supervisor does the work."""
    action = "reset" if reset else wanted
    audit.record(
        by=by,
        action="administration.practice_switched",
        subject="administration:practice",
        to=action,
    )
    practice.ask(environment().home, wanted, reset=reset)


@transaction.atomic
def invite_officer(
    *, officer: officers.Officer, role: NewGrant, now: datetime, today: date, by: User
) -> Invitation:
    """Invite an officer to a role; until they accept, nobody signs in with the account.

    `role` names an account that is not made yet. Raises `RuleBroken`, and then neither is made.
    """
    invitation = officers.invite(officer=officer, now=now, by=by)
    access.grant(new=replace(role, user=invitation.account), today=today, by=by)
    return invitation


@transaction.atomic
def open_book(*, office: Organisation, way: Way, day: date, act: Act, by: User) -> NumberSeries:
    """Open a book of numbers on the act that says so; samples have symbols of their own."""
    rules.check_sample(environment().is_demo, way.symbol)
    basis = cite_act(act=act, by=by)
    return numbering.open_series(organisation=office, way=way, valid_from=day, basis=basis, by=by)


@transaction.atomic
def enter_key(
    *, office: Organisation, file: str, signer: str, is_demo: bool, by: User
) -> SigningKey:
    """Enter a key of the server for an office and the account that signs with it."""
    account = User.objects.filter(username=signer.strip(), is_active=True).first()
    if account is None:
        raise RuleBroken(_("Không có tài khoản đang hoạt động với tên đăng nhập này."))
    return issuing.register_key(
        organisation=office, file=file, is_demo=is_demo, signer=account, by=by
    )
