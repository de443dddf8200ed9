"""An effect changes another's register inside the transaction of whoever decides."""

from typing import Any

import pytest
from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.citations.models import Citation
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.offers import effects

NAME = "probe.enter"


@pytest.fixture(autouse=True)
def offered(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """An effect that writes a row and refuses the number 0."""
    monkeypatch.setattr(effects, "effects", type(effects.effects)("effect"))
    calls: list[dict[str, Any]] = []

    def run(*, number: int, decision: int, by: User) -> None:
        Citation.objects.create(number=str(number))
        calls.append({"number": number, "decision": decision, "by": by.username})
        if number == 0:
            raise RuleBroken("Số phải khác 0.")

    effects.register(NAME, fields={"number": int}, run=run)
    return calls


@transaction.atomic
def decide(number: object) -> None:
    effects.run(NAME, {"number": number}, decision=7, by=User(username="lanhdao-so"))


@pytest.mark.django_db
def test_carries_out_what_the_decision_says(offered: list[dict[str, Any]]) -> None:
    decide(3)

    assert offered == [{"number": 3, "decision": 7, "by": "lanhdao-so"}]
    assert Citation.objects.filter(number="3").exists()


@pytest.mark.django_db
def test_a_refusal_undoes_the_decision_with_it() -> None:
    with pytest.raises(RuleBroken, match="khác 0"):
        decide(0)

    assert not Citation.objects.exists()


@pytest.mark.django_db
def test_takes_only_values_of_the_declared_kind() -> None:
    with pytest.raises(TypeError, match="number"):
        decide("three")


def test_names_what_is_missing_unknown_or_of_another_kind() -> None:
    assert effects.unmapped(NAME, {"number": str, "colour": str}) == ["colour", "number"]
    assert effects.unmapped(NAME, {"number": int}) == []


@pytest.mark.django_db(transaction=True)
def test_needs_the_transaction_of_its_caller() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        effects.run(NAME, {"number": 1}, decision=7, by=User(username="lanhdao-so"))
