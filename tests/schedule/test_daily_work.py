"""Work of the day is asked for often and done once."""

import dataclasses
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import transaction

from vungcao.config import schedule
from vungcao.kernel.accounts.models import FormDraft, SentForm, User
from vungcao.kernel.accounts.services import drafts, forms
from vungcao.kernel.accounts.services.drafts import Place
from vungcao.kernel.audit import anchors, services
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.calendar import clock
from vungcao.kernel.scopes.services import Door, scoped
from vungcao.kernel.tests.factories import (
    CitationFactory,
    GrantFactory,
    NationFactory,
    ProvinceFactory,
    UnitFactory,
    UserFactory,
)
from vungcao.kernel.units import services as units
from vungcao.kernel.units.models import Form, Kind
from vungcao.runtime.env import environment

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    mine = dataclasses.replace(environment(), home=tmp_path)
    monkeypatch.setattr(schedule, "environment", lambda: mine)
    return tmp_path


@pytest.mark.django_db(transaction=True)
def test_the_heads_are_anchored_once_a_day(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    account = User.objects.create(username="quan-tri")
    for day in (23, 23, 24):
        with transaction.atomic():
            services.record(by=account, action="units.named", subject="a row")
        monkeypatch.setattr(clock, "today", lambda day=day: date(2026, 11, day))
        schedule.anchor_heads()

    assert anchors.last_day(home / "log/audit-heads.jsonl") == date(2026, 11, 24)
    assert len((home / "log/audit-heads.jsonl").read_text().splitlines()) == 2
    assert list(anchors.faults(home / "log/audit-heads.jsonl")) == []


def test_a_reform_decided_ahead_moves_scopes_on_its_day(
    monkeypatch: pytest.MonkeyPatch, today: date
) -> None:
    by = UserFactory.create()
    nation = NationFactory.create()
    province = ProvinceFactory.create(parent=nation)
    one, other = (UnitFactory.create(parent=province) for _ in range(2))
    grant = GrantFactory.create(unit=other, scope=other.scope)
    head = units.Head("Nhập hai xã mẫu", date(2026, 12, 1), CitationFactory.create())
    reform = units.draft(head=head, by=by)
    new = units.NewEstablishment(Kind.COMMUNE, Form.COMMUNE, "Gộp mẫu", province)
    target = units.add_establishment(reform=reform, new=new, by=by)
    for source in (one, other):
        units.add_succession(reform=reform, source=source, target=target, by=by)
    units.apply(reform=reform, today=today, by=by)

    schedule.let_reforms_take_effect()
    grant.refresh_from_db()
    assert grant.scope == other.scope

    monkeypatch.setattr(clock, "today", lambda: date(2026, 12, 1))
    schedule.let_reforms_take_effect()
    grant.refresh_from_db()
    target.refresh_from_db()
    assert target.unit is not None
    assert grant.scope == target.unit.scope == f"{province.scope}{target.unit_id}/"
    assert Entry.objects.filter(action="units.reform_took_effect").count() == 1


def test_drafts_of_forms_are_forgotten_after_seven_days() -> None:
    account, now = UserFactory.create(), clock.now()
    for form, age in (("moi", timedelta(days=6)), ("cu", timedelta(days=8))):
        with scoped((), account=account.pk, door=Door.OFFICE):
            drafts.keep_draft(place=Place(form), words={}, now=now - age, by=account)

    schedule.forget_what_is_over()

    with scoped((), door=Door.SYSTEM):
        assert [draft.form for draft in FormDraft.objects.all()] == ["moi"]


def test_forms_that_were_sent_are_forgotten_after_a_day() -> None:
    account, now = UserFactory.create(), clock.now()
    for mark, age in (("moi", timedelta(hours=23)), ("cu", timedelta(hours=25))):
        forms.take_form(mark=mark, now=now - age, by=account)

    schedule.forget_what_is_over()

    assert [form.mark for form in SentForm.objects.all()] == ["moi"]
