"""What was answered, asked and decided in a dossier as plain data that anybody can read."""

from collections.abc import Iterable, Mapping
from typing import Any

from vungcao.systems.onestop.queries import versions
from vungcao.systems.onestop.rules.definition import Field
from vungcao.systems.onestop.services.reading import DossierRecord


def readable(record: DossierRecord) -> dict[str, Any]:
    """An opened dossier for the file of its case; whoever gives it away logs that."""
    row = record.dossier
    process = versions.process(row.version)
    listed = process.list_group
    asked = [one for group in process.groups if not group.is_list for one in group.fields]
    return {
        "number": row.case.number,
        "procedure": {"code": row.version.procedure.code, "name": row.version.name},
        "applicant": dict(record.contact),
        "answers": _said(asked, record.answers),
        "persons": [
            {
                "position": one.subject.position,
                "answers": _said(listed.fields if listed else (), one.values),
                "outcome": one.subject.get_outcome_display(),
                "reason": one.reason,
            }
            for one in record.subjects
        ],
        "supplements": [
            {
                "asked_at": one.supplement.asked_at.isoformat(),
                "items": [item["words"] for item in one.items],
                "reason": one.reason,
            }
            for one in record.supplements
        ],
        "opinions": [
            {
                "case": one.opinion.case.number,
                "asked_at": one.opinion.asked_at.isoformat(),
                "question": one.question,
                "stance": one.opinion.get_stance_display(),
                "answer": one.answer,
            }
            for one in record.opinions
        ],
    }


def _said(asked: Iterable[Field], values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Every answer with its question, in the order of the form; options by their words too."""
    found = []
    for one in asked:
        if one.code not in values:
            continue
        value = values[one.code]
        line = {"code": one.code, "question": one.label, "answer": value}
        if isinstance(value, str) and value in one.options:
            line["words"] = one.options[value]
        found.append(line)
    return found
