"""Giving benefits, to one person or to many by one decision; undoing mistakes; money set aside."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.documents.models import Document
from vungcao.kernel.offers.outbox import Announcement, put
from vungcao.kernel.people.models import Household
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.units.models import NATION_SCOPE, Unit
from vungcao.systems.prestige.models import Allotment, Benefit, GrantList, Level, Recognition
from vungcao.systems.prestige.queries import benefits as reads
from vungcao.systems.prestige.queries.benefits import Allowed, DayNorms, Had
from vungcao.systems.prestige.rules import benefits as rules
from vungcao.systems.prestige.rules.benefits import Wish
from vungcao.systems.prestige.services import profiles


@dataclass(frozen=True)
class NewBenefit:
    """What is given, at which level, on which day; `amount` in đồng, none in kind."""

    kind: str
    level: str
    granted_on: date
    amount: int | None = None
    number: str = ""
    note: str = ""


@dataclass(frozen=True)
class NewGrantList:
    """One decision that gives the same to many; `unit` is the place whose list it is."""

    unit: Unit
    title: str
    benefit: NewBenefit
    decided_on: date
    issuer_name: str
    budget_line: str = ""
    document: Document | None = None


@dataclass(frozen=True)
class NewAllotment:
    """Money (đồng) set aside for one year at one level."""

    unit: Unit
    year: int
    level: str
    amount: int
    number: str
    decided_on: date
    budget_line: str = ""


@dataclass(frozen=True)
class Weighed:
    """A list before it is entered: who gets it, and who does not and why (line from 1)."""

    fit: tuple[Recognition, ...] = ()
    faults: dict[int, list[str]] = field(default_factory=dict)


@transaction.atomic
def grant(
    *, recognition: Recognition, new: NewBenefit, today: date, by: AbstractBaseUser
) -> Benefit:
    """Enter one benefit. Two at once wait for each other at the person's rows.

    Raises `RuleBroken` with everything that stands against it.
    """
    (locked,) = _locked([recognition], new)
    weighing = _Weighing([locked], new, today)
    if wrong := weighing.against(locked):
        raise RuleBroken("\n".join(wrong))
    made = weighing.row(locked)
    made.number = new.number.strip()
    if new.note.strip():
        key = profiles.key_of(locked)
        made.note = profiles.seal(new.note.strip(), key, "note", Benefit)
    made.save()
    audit.record(
        by=by,
        action="prestige.benefit_granted",
        subject=made,
        kind=made.kind,
        level=made.level,
        granted_on=str(made.granted_on),
        amount=made.amount,
        ceiling=made.ceiling,
    )
    put(Announcement("prestige.benefit_granted", f"prestige.Benefit:{made.pk}", made.scope))
    return made


@transaction.atomic
def grant_list(
    *, new: NewGrantList, to: Sequence[Recognition], today: date, by: AbstractBaseUser
) -> GrantList:
    """Give the same to everybody named, all or none, in a fixed number of statements.

    Raises `RuleBroken` with each fault and the number of its line; a name is never in it.
    """
    wrong = _against_list(new, to, today)
    rows = _locked(to, new.benefit)
    weighing = _Weighing(rows, new.benefit, today)
    for line, row in enumerate(rows, start=1):
        found = weighing.against(row)
        wrong += [f"Dòng {line}: {sentence}" for sentence in found]
        if not found:
            weighing.had.take(row.person_id, new.benefit.granted_on)
    if wrong:
        raise RuleBroken("\n".join(wrong))
    made = _list(new)
    benefits = [weighing.row(row) for row in rows]
    for one in benefits:
        one.grants, one.number = made, made.number
    Benefit.objects.bulk_create(benefits)
    audit.record(
        by=by,
        action="prestige.grant_list_made",
        subject=made,
        kind=made.kind,
        level=made.level,
        number=made.number,
        amount=made.amount,
        recognitions=[row.pk for row in rows],
    )
    put(Announcement("prestige.grant_list_made", f"prestige.GrantList:{made.pk}", made.scope))
    return made


def weigh_list(*, benefit: NewBenefit, to: Sequence[Recognition], today: date) -> Weighed:
    """Who of a list would get it, and why the others would not, without entering anything."""
    weighing = _Weighing(to, benefit, today)
    fit, faults = [], {}
    for line, row in enumerate(to, start=1):
        if wrong := weighing.against(row):
            faults[line] = wrong
        else:
            weighing.had.take(row.person_id, benefit.granted_on)
            fit.append(row)
    return Weighed(tuple(fit), faults)


@transaction.atomic
def void_benefit(*, benefit: Benefit, reason: str, by: AbstractBaseUser) -> None:
    """Say that a benefit was entered by mistake: it counts no longer, the row stays."""
    locked = Benefit.objects.select_for_update().get(pk=benefit.pk)
    if locked.is_void:
        raise RuleBroken("Dòng này đã huỷ.")
    if not reason.strip():
        raise RuleBroken("Ghi lý do huỷ.")
    locked.is_void, locked.void_reason = True, reason.strip()
    locked.save(update_fields=["is_void", "void_reason"])
    audit.record(by=by, action="prestige.benefit_voided", subject=locked)
    put(Announcement("prestige.benefit_voided", f"prestige.Benefit:{locked.pk}", locked.scope))


@transaction.atomic
def allot(*, new: NewAllotment, today: date, by: AbstractBaseUser) -> Allotment:
    """Enter money that a decision sets aside. Raises `RuleBroken`, also when it stands already."""
    wrong = _against_allotment(new, today)
    number = new.number.strip()
    same = {"unit": new.unit, "year": new.year, "level": new.level, "number": number}
    if not wrong and Allotment.objects.filter(**same).exists():
        wrong.append(f"Quyết định {number} đã được ghi cho năm {new.year} ở cấp này.")
    if wrong:
        raise RuleBroken("\n".join(wrong))
    made = Allotment.objects.create(
        unit=new.unit,
        scope=new.unit.scope,
        year=new.year,
        level=new.level,
        amount=new.amount,
        number=number,
        decided_on=new.decided_on,
        budget_line=new.budget_line.strip(),
    )
    audit.record(
        by=by,
        action="prestige.allotted",
        subject=made,
        year=made.year,
        level=made.level,
        amount=made.amount,
        number=made.number,
    )
    return made


class _Weighing:
    """The norm of the day and what everybody on a list has had, read in a fixed number of steps."""

    def __init__(self, rows: Sequence[Recognition], new: NewBenefit, today: date) -> None:
        self.new, self.today = new, today
        self.allowed: Allowed | None = DayNorms(new.granted_on).allowed(new.kind, new.level)
        persons = {row.person_id for row in rows}
        with scoped((NATION_SCOPE,)):  # who had it elsewhere has had it too
            self.had: Had = reads.had(persons, new.kind, new.granted_on)

    def against(self, row: Recognition) -> list[str]:
        return rules.against_benefit(
            Wish(
                norm=self.allowed.norm if self.allowed else None,
                level=self.new.level,
                day=self.new.granted_on,
                today=self.today,
                held=(row.valid_from, row.valid_until),
                amount=self.new.amount,
                is_void=row.is_void,
                given=self.had.own(row.person_id),
                household=self.had.around(row.person_id),
            )
        )

    def row(self, recognition: Recognition) -> Benefit:
        """With the norm of the day, so that it explains itself for ever."""
        assert self.allowed is not None
        return Benefit(
            recognition=recognition,
            unit_id=recognition.unit_id,
            scope=recognition.scope,
            kind=self.new.kind,
            level=self.new.level,
            granted_on=self.new.granted_on,
            amount=self.new.amount,
            ceiling=self.allowed.norm.ceiling,
            basis=self.allowed.basis,
        )


def _locked(rows: Sequence[Recognition], new: NewBenefit) -> list[Recognition]:
    """The rows anew in their order; whoever counts for the same persons waits until we are done."""
    persons = {row.person_id for row in rows}
    with scoped((NATION_SCOPE,)):
        every = Recognition.objects.filter(person__in=persons).order_by("pk")
        list(every.select_for_update(no_key=True).values_list("pk", flat=True))
        if new.kind in reads.PER_HOUSEHOLD:
            houses = Household.objects.filter(pk__in=reads.houses(persons, new.granted_on))
            list(houses.order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True))
    found = Recognition.objects.in_bulk([row.pk for row in rows])
    return [found[row.pk] for row in rows]


def _list(new: NewGrantList) -> GrantList:
    return GrantList.objects.create(
        unit=new.unit,
        scope=new.unit.scope,
        kind=new.benefit.kind,
        level=new.benefit.level,
        title=new.title.strip(),
        granted_on=new.benefit.granted_on,
        amount=new.benefit.amount,
        number=new.benefit.number.strip(),
        decided_on=new.decided_on,
        issuer_name=new.issuer_name.strip(),
        document=new.document,
        budget_line=new.budget_line.strip(),
    )


def _against_list(new: NewGrantList, to: Sequence[Recognition], today: date) -> list[str]:
    found = rules.against_paper(
        number=new.benefit.number, decided_on=new.decided_on, issuer=new.issuer_name, today=today
    )
    if not new.title.strip():
        found.append("Ghi tên đợt.")
    if not to:
        found.append("Danh sách chưa có ai.")
    if len({row.pk for row in to}) < len(to):
        found.append("Có người được ghi hai lần trong danh sách.")
    if any(not row.scope.startswith(new.unit.scope) for row in to):
        found.append("Danh sách có người ở ngoài địa bàn của quyết định.")
    return found


def _against_allotment(new: NewAllotment, today: date) -> list[str]:
    found = []
    if not new.number.strip():
        found.append("Ghi số quyết định.")
    if new.decided_on > today:
        found.append("Ngày quyết định không được sau hôm nay.")
    if new.amount <= 0:
        found.append("Ghi số tiền lớn hơn 0.")
    if new.level not in Level:
        found.append("Chọn cấp chi.")
    if abs(new.year - new.decided_on.year) > 1:
        found.append("Năm ngân sách phải là năm của quyết định, năm trước hoặc năm sau.")
    return found
