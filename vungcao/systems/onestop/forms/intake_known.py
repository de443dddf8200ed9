"""Single questions that a desk need not ask: the applicant's record or words answer them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import QueryDict

from vungcao.kernel.people.services import PersonRecord
from vungcao.systems.onestop.forms.intake_lines import known as of_record
from vungcao.systems.onestop.rules.definition import Definition, Field
from vungcao.web.forms import DRAFT

FILL = "fill_known"  # the button that fills the form in
TYPED = {
    "contact.full_name": "name",
    "contact.telephone": "telephone",
    "contact.email": "email",
    "contact.identifier": "identifier",
    "contact.address": "address",
}


def single(process: Definition) -> list[Field]:
    """The questions that something known may answer."""
    found = [one for group in process.groups if group.most == 1 for one in group.fields]
    return [one for one in found if one.prefill]


def known(said: Mapping[str, Any], record: PersonRecord | None) -> dict[str, Any]:
    """What is known of an applicant, by the names of `prefill`; what was typed goes first."""
    typed = {name: said.get(key) for name, key in TYPED.items()}
    if record is None:
        return typed
    written = {"contact.full_name": record.full_name, "contact.address": record.address}
    written |= {f"contact.{one.kind}": one.value for one in reversed(record.contacts)}
    return {**of_record(record), **written, **{name: said for name, said in typed.items() if said}}


def filled(data: QueryDict, process: Definition, said: Mapping[str, Any]) -> QueryDict:
    """The words of the page with the empty questions filled in; nothing is judged."""
    changed = data.copy()
    changed[DRAFT] = FILL
    for one in single(process):
        name, answer = f"q-{one.code}", said.get(one.prefill)
        if answer and not str(data.get(name, "")).strip():
            changed[name] = _typed(one, str(answer))
    return changed


def _typed(one: Field, answer: str) -> str:
    """As somebody would type it; a birth of which only the year is known is no date."""
    if one.kind == "year":
        return answer[:4]
    if one.kind != "date":
        return answer
    try:
        return f"{date.fromisoformat(answer):%d/%m/%Y}"
    except ValueError:
        return ""
