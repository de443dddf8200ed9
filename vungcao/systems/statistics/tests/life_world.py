"""Two communes that owe an answer, who acts in them, and the product as they meet it."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from django.db import transaction

from vungcao.kernel.access.queries import reach
from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.tests.factories import CitationFactory, GrantFactory
from vungcao.kernel.units import services as units
from vungcao.kernel.units.models import Form, Kind, Reform, Unit
from vungcao.systems.statistics.models import (
    Campaign,
    FormCell,
    IndicatorVersion,
    Obligation,
    Submission,
)
from vungcao.systems.statistics.queries.tables import Reach
from vungcao.systems.statistics.queries.tables_ground import Map
from vungcao.systems.statistics.queries.tables_laid import Asked, table
from vungcao.systems.statistics.rules.operations import Op
from vungcao.systems.statistics.tests.factories import (
    NOW,
    TODAY,
    YEAR,
    commune,
    everywhere,
    form,
    neighbour,
    officer,
    province,
    standing,
)
from vungcao.systems.statistics.tests.life_oracle import Person, Typed

PARTS = {
    "officer": Role.COMMUNE_OFFICER,
    "leader": Role.COMMUNE_LEADER,
    "specialist": Role.SPECIALIST,
    "head": Role.DEPARTMENT_LEADER,
}
MEASURES = ("0101", "0102")  # people and homes
Doing = Callable[..., Any]


def arrange() -> None:
    """The small form asked of two communes, and everybody who has a part in it."""
    with everywhere() as by:
        asked = Campaign.objects.create(
            version=form(),
            unit=province(),
            period=YEAR,
            due_on=TODAY,
            late_on=TODAY,
            opened_at=NOW,
            opened_by=by,
        )
        for unit in (commune(), neighbour()):
            owed = Obligation.objects.create(campaign=asked, unit=unit, scope=unit.scope)
            Submission.objects.create(obligation=owed, unit=unit, scope=unit.scope)
        for person in people():
            place = province() if person.home is None else Unit.objects.get(pk=person.home)
            first, *more = [PARTS[part] for part in sorted(person.parts)]
            user = officer(person.name, first, place)
            for role in more:
                GrantFactory.create(user=user, role=role, unit=place)


def people() -> list[Person]:
    """Of the first commune one more, who is its officer and its leader in one."""
    here, there = commune().pk, neighbour().pk
    return [
        Person("can-bo", frozenset({"officer"}), here),
        Person("lanh-dao", frozenset({"leader"}), here),
        Person("kiem-nhiem", frozenset({"officer", "leader"}), here),
        Person("can-bo-ban", frozenset({"officer"}), there),
        Person("lanh-dao-ban", frozenset({"leader"}), there),
        Person("chuyen-vien", frozenset({"specialist"})),
        Person("giam-doc", frozenset({"head"})),
    ]


class World:
    """The product, its clock that goes on with each act, and its reforms, one each day."""

    def __init__(self) -> None:
        self.now, self.day = NOW, date(2026, 1, 1)
        with everywhere():
            self.people, self.province = people(), province()
            rows = IndicatorVersion.objects.filter(indicator__code__in=MEASURES)
            self.measures = tuple(rows.order_by("indicator__code"))
            inputs = FormCell.objects.filter(version__form__code="thu01")
            self.codes = dict(inputs.values_list("cell", "code"))
            asked = Submission.objects.filter(obligation__campaign__version__form__code="thu01")
            self.answers = list(asked.order_by("pk"))

    def user(self, person: Person) -> User:
        """The account with what it reaches today."""
        with everywhere():
            user = User.objects.get(username=person.name)
            user.reach = reach(user, TODAY)
            return user

    def attempt(self, person: Person, which: int, doing: Doing) -> Any:
        """Done within the person's own reach; nothing when it is refused or not to be found."""
        self.now += timedelta(minutes=1)
        user = self.user(person)
        try:
            with transaction.atomic(), standing(user):
                row = Submission.objects.get(pk=self.answers[which].pk)
                return doing(submission=row, now=self.now, by=user)
        except (RuleBroken, Submission.DoesNotExist):
            return None

    def table(self, day: date | None, *, is_open: bool) -> Mapping[tuple[int, int], Fraction]:
        """The product's table as the head of the Sở reads it: by unit (0: all) and measure."""
        user = self.user(self.people[-1])
        asked = Asked(self.measures, (), (YEAR,), Map(Kind.COMMUNE, day, None, TODAY), is_open)
        with standing(user):
            laid = table(asked, Reach(user, (self.province.scope,))).laid
        found = {key[:2]: one.added.figure.known or Fraction(0) for key, one in laid.values.items()}
        return defaultdict(Fraction, found)

    def pass_on(self, passed: Mapping[int, Sequence[int]]) -> dict[int, dict[int, int]]:
        """Units end; as many new ones as there are weights take each of them over, by weight."""
        with self._reform() as (reform, by):
            made = [
                units.add_establishment(
                    reform=reform,
                    new=units.NewEstablishment(
                        Kind.COMMUNE, Form.COMMUNE, f"Mẫu {reform.pk}-{nth}", self.province
                    ),
                    by=by,
                )
                for nth, _weight in enumerate(next(iter(passed.values())))
            ]
            for source, weights in passed.items():
                unit = Unit.objects.get(pk=source)
                for target, weight in zip(made, weights, strict=True):
                    units.add_succession(
                        reform=reform, source=unit, target=target, weight=weight, by=by
                    )
        for one in made:
            one.refresh_from_db()
        ids = [one.unit_id or 0 for one in made]
        return {source: dict(zip(ids, weights, strict=True)) for source, weights in passed.items()}

    def rename(self, unit: int) -> None:
        with self._reform() as (reform, by):
            renamed = units.Changes(name=f"Mẫu {reform.pk}")
            row = Unit.objects.get(pk=unit)
            units.add_revision(reform=reform, unit=row, changes=renamed, by=by)

    @contextmanager
    def _reform(self) -> Iterator[tuple[Reform, User]]:
        """A reform of the next day, carried out when all of it is said."""
        self.day += timedelta(days=1)
        with everywhere() as by:
            head = units.Head("Sắp xếp mẫu", self.day, CitationFactory.create())
            reform = units.draft(head=head, by=by)
            yield reform, by
            units.apply(reform=reform, today=TODAY, by=by)


def sent(typed: Typed) -> Op:
    """As the page sends it."""
    if typed.text == "note":
        return Op(typed.id, typed.cell, "note", "Đã đối chiếu", typed.base)
    state, value = ("v", typed.text) if typed.text.isdigit() else (typed.text, "")
    return Op(typed.id, typed.cell, state, value, typed.base)


def said(state: int, value: int | None) -> str:
    """What a cell holds, in the oracle's words."""
    return str(value) if state == 0 else "vnpcx"[state]
