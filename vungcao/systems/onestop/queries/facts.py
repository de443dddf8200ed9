"""What is true of a dossier where a guard asks: papers, fees, opinions, persons, decision."""

from collections.abc import Mapping
from typing import Any

from vungcao.kernel.cases.models import CaseLink
from vungcao.kernel.cases.rules import OPEN, PAUSED
from vungcao.systems.onestop.models import Decision, Dossier, Fee, Opinion, Outcome, Paper, Subject
from vungcao.systems.onestop.rules import conditions
from vungcao.systems.onestop.rules.conditions import Condition
from vungcao.systems.onestop.rules.definition import Definition, Document


def facts(dossier: Dossier, process: Definition, answers: Mapping[str, Any]) -> dict[str, bool]:
    """Every fact that a guard may name."""
    subjects = Subject.objects.filter(dossier=dossier).exclude(outcome=Outcome.REMOVED)
    lines = list(subjects.values_list("outcome", "person"))
    outcomes = [outcome for outcome, _person in lines]
    return {
        "papers.complete": not missing(dossier, process, answers),
        "fees.paid": not Fee.objects.filter(dossier=dossier, paid_at=None, voided_at=None).exists(),
        "opinions.answered": not Opinion.objects.filter(
            dossier=dossier, is_required=True, answered_at=None
        ).exists(),
        "children.finished": not CaseLink.objects.filter(
            parent=dossier.case_id, is_required=True, child__state__in=(OPEN, PAUSED)
        ).exists(),
        "subjects.decided": Outcome.PENDING not in outcomes,
        "subjects.identified": all(person is not None for _outcome, person in lines),
        "subjects.granted": Outcome.GRANTED in outcomes,
        "decision.prepared": Decision.objects.filter(dossier=dossier).exists(),
    }


def wanted(process: Definition, answers: Mapping[str, Any]) -> list[Document]:
    """The papers that this dossier needs, by its answers."""
    return [
        one
        for one in process.documents
        if one.is_required and conditions.holds(one.when, answers, {})
    ]


def missing(dossier: Dossier, process: Definition, answers: Mapping[str, Any]) -> list[Document]:
    """Which of them are not there."""
    there = set(
        Paper.objects.filter(dossier=dossier, removed_at=None).values_list("code", flat=True)
    )
    return [one for one in wanted(process, answers) if one.code not in there]


def needs_answers(condition: Condition | None) -> bool:
    """Whether a guard asks for an answer: only then a dossier is opened for it."""
    if not condition:
        return False
    parts = [*condition.get("all", ()), *condition.get("any", ())]
    parts += [condition["not"]] if "not" in condition else []
    return "field" in condition or any(map(needs_answers, parts))
