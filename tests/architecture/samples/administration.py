"""Objects of administration: norms, calendars and reforms are public and the same everywhere."""

from datetime import date
from itertools import count

from tests.architecture.samples import EVERYWHERE, Arguments, Builder, Sample
from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.calendar.models import DayOverride
from vungcao.kernel.norms.models import Parameter, ParameterValue, RuleSet, Table
from vungcao.kernel.tests.factories import CitationFactory
from vungcao.kernel.units.models import Reform, Revision, Unit

NUMBER = count(1)


def entry(unit: Unit, user: User) -> Arguments:
    return {"pk": audit.record(by=user, action="tests.sampled", subject=unit)}


def itself(unit: Unit, user: User) -> Arguments:
    return {"pk": unit.pk}


def citation(unit: Unit, user: User) -> Arguments:
    return {"pk": CitationFactory.create().pk}


def _reform(state: str) -> int:
    basis, day = CitationFactory.create(), date(2026, 12, 1)
    made = Reform.objects.create(title="Sắp xếp mẫu", effective_on=day, basis=basis, state=state)
    return made.pk


def reform(unit: Unit, user: User) -> Arguments:
    return {"pk": _reform("draft")}


def applied(unit: Unit, user: User) -> Arguments:
    return {"pk": _reform("applied")}


def line(unit: Unit, user: User) -> Arguments:
    pk = _reform("draft")
    made = Revision.objects.create(reform_id=pk, unit=unit, name="Mẫu Đổi")
    return {"pk": pk, "kind": "doi", "change": made.pk}


def _parameter() -> Parameter:
    code = f"sample.{next(NUMBER)}"
    return Parameter.objects.create(code=code, name="Tham số mẫu", value_type="integer")


def parameter(unit: Unit, user: User) -> Arguments:
    return {"code": _parameter().code}


def value(unit: Unit, user: User) -> Arguments:
    row = ParameterValue.objects.create(
        parameter=_parameter(), value="1", basis=CitationFactory.create(), valid_from="2027-01-01"
    )
    return {"pk": row.pk}


def table(unit: Unit, user: User) -> Arguments:
    code = f"sample.{next(NUMBER)}"
    return {"code": Table.objects.create(code=code, name="Bảng mẫu", columns=[]).code}


def rule_set(unit: Unit, user: User) -> Arguments:
    """One set is in force on a day: each sample takes a year of its own."""
    number = next(NUMBER)
    made = RuleSet.objects.create(
        code=f"sample.{number}",
        name="Bộ quy tắc mẫu",
        basis=CitationFactory.create(),
        valid_from=date(2030 + number, 1, 1),
        valid_until=date(2031 + number, 1, 1),
    )
    return {"code": made.code}


def override(unit: Unit, user: User) -> Arguments:
    made = DayOverride.objects.create(
        day=date.fromordinal(date(2030, 1, 1).toordinal() + next(NUMBER)),
        kind="off",
        reason="Mẫu",
        origin="decision",
        standing="proposed",
        basis=CitationFactory.create(),
    )
    return {"pk": made.pk}


def year(unit: Unit, user: User) -> Arguments:
    return {"year": 2027}


BUILDERS: dict[str, Builder] = {
    "audit-entry": entry,
    "unit": itself,
    "reform": reform,
    "reform-edit": reform,
    "reform-establish": reform,
    "reform-pass-on": reform,
    "reform-change": reform,
    "reform-remove": line,
    "reform-apply": reform,
    "reform-discard": reform,
    "reform-undo": applied,
    "norm-parameter": parameter,
    "norm-value-new": parameter,
    "norm-value-withdraw": value,
    "norm-table": table,
    "citation": citation,
    "citation-confirm": citation,
    "rule-set": rule_set,
    "prefill": year,
    "override": override,
    "override-confirm": override,
    "override-withdraw": override,
}
SAMPLES = {
    **{f"administration:{name}": Sample(build, EVERYWHERE) for name, build in BUILDERS.items()},
    # Counts of a unit that is reached in part would look like those of the whole.
    "administration:unit-figures": Sample(itself),
}
