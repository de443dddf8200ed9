"""A small province whose Sở takes questions and opinions, with its board and one draft."""

import json
from base64 import b64encode
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.cases.loading import load_patterns
from vungcao.kernel.norms.models import Parameter, ParameterValue
from vungcao.kernel.offers.reference import rows
from vungcao.kernel.scopes.services import Door, bind
from vungcao.kernel.tests.cases.world import working_week
from vungcao.kernel.tests.factories import (
    CitationFactory,
    GrantFactory,
    NationFactory,
    OrganisationFactory,
    ProvinceFactory,
    UnitFactory,
    UserFactory,
)
from vungcao.runtime import env
from vungcao.systems.portal.models import Consultation, LetterTopic, PublicLetter, Section
from vungcao.systems.portal.services import asking, boards, letters
from vungcao.systems.portal.services.asking import Draft
from vungcao.systems.portal.services.doors import visitor
from vungcao.systems.portal.services.letters import NewLetter
from vungcao.systems.portal.tests.factories import keeper, section
from vungcao.web import proof_of_work

NOW = datetime(2026, 11, 23, 10, tzinfo=ZONE)  # a Monday
WORDS = "Nộp hồ sơ ở xã hay ở tỉnh?"
EMAIL = "nguoi-hoi@mau.invalid"
NORMS = {"portal.question.days": "10", "portal.letter.months": "24"}


@dataclass
class World:
    """The office's accounts, the board of questions, a draft that is open."""

    specialist: User
    publisher: User
    auditor: User
    commune_officer: User
    questions: Section
    draft: Consultation

    def ask(self, words: str = WORDS, *, now: datetime = NOW, **said: Any) -> PublicLetter:
        given = {"topic": LetterTopic.PROCEDURE, **said}
        return letters.write(new=NewLetter(words, **given), now=now, by=visitor())

    def opine(self, words: str = "Nên ghi rõ ngày phiên chợ.", **said: Any) -> PublicLetter:
        new = NewLetter(words, consultation=self.draft, **said)
        return letters.write(new=new, now=NOW, by=visitor())

    def answer(self, letter: PublicLetter, verdict: str = "", **said: Any) -> PublicLetter:
        look_as(self.specialist)
        given = {"said": "Nộp ở xã nơi bạn ở.", "now": NOW, "by": self.specialist, **said}
        return letters.answer(letter=letter, verdict=verdict, **given)


def look_as(user: User) -> User:
    """From here on the database shows what this account may see."""
    bind(user.reach, account=user.pk, door=Door.OFFICE)
    return user


def consult(slug: str = "du-thao", opens: int = -3, closes: int = 10) -> Consultation:
    board = boards.settle(
        section=section("lay-y-kien", "Lấy ý kiến"), kind="consultations", by=keeper()
    )
    draft = Draft(
        slug=slug,
        title="Dự thảo mẫu",
        lead="Dữ liệu giả lập.",
        asked_by="Sở Mẫu",
        opens_on=NOW.date() + timedelta(opens),
        closes_on=NOW.date() + timedelta(closes),
        body=[("text", "<p>Điều 1 mẫu.</p>")],
    )
    return asking.consult(board=board, draft=draft, by=keeper())


def build() -> World:
    """Bound to the specialist's reach."""
    bind(("/1/",))
    _norms()
    load_patterns(rows("case_numbers.csv"), UserFactory.create())
    province = ProvinceFactory.create(parent=NationFactory.create(), called="Mẫu")
    commune = UnitFactory.create(parent=province, called="Mẫu")
    calendar = working_week(CitationFactory.create())
    OrganisationFactory.create(unit=province, calendar=calendar, called="Sở Mẫu")
    held = (
        (Role.SPECIALIST, province),
        (Role.PUBLISHER, province),
        (Role.AUDITOR, province),
        (Role.COMMUNE_OFFICER, commune),
    )
    accounts = []
    for role, unit in held:
        user: User = GrantFactory.create(user__username=role.value, role=role, unit=unit).user
        user.reach = (unit.scope,)
        accounts.append(user)
    questions = boards.settle(section=section("hoi-dap", "Hỏi đáp"), kind="questions", by=keeper())
    specialist, publisher, auditor, officer = accounts
    world = World(specialist, publisher, auditor, officer, questions, consult())
    look_as(world.specialist)
    return world


def easy(monkeypatch: pytest.MonkeyPatch) -> None:
    """A work that takes no time, and a minute in which nobody has posted."""
    here = replace(env.environment(), proof_of_work=30)
    monkeypatch.setattr(proof_of_work, "environment", lambda: here)
    cache.clear()


def proof(form: str) -> str:
    asked = proof_of_work.ask(form, NOW)
    number = next(
        nth for nth in range(31) if proof_of_work._hash(asked.salt, nth) == asked.challenge
    )
    return b64encode(json.dumps({**asdict(asked), "number": number}).encode()).decode()


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text(answer: Any) -> str:
    return " ".join(str(answer.content.decode()).split())


def _norms() -> None:
    basis = CitationFactory.create()
    made = Parameter.objects.bulk_create(
        Parameter(code=code, name=code, value_type="integer") for code in NORMS
    )
    ParameterValue.objects.bulk_create(
        ParameterValue(
            parameter=one, value=NORMS[one.code], basis=basis, valid_from=date(2025, 7, 1)
        )
        for one in made
    )
