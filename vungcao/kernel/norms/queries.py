"""What is in force on a day: values, tables, ethnic codes, demarcation rules."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from vungcao.kernel.citations.models import Citation, State
from vungcao.kernel.norms import rules
from vungcao.kernel.norms.models import (
    Alias,
    Criterion,
    EthnicCode,
    EthnicGroup,
    LocalGroup,
    Parameter,
    ParameterValue,
    RuleSet,
    Table,
    TableRow,
    TableVersion,
)
from vungcao.kernel.norms.rules import Condition, Value
from vungcao.kernel.scopes.models import DatedQuerySet


class NothingInForce(LookupError):
    """No row of a norm holds on the day. A caller that can live without it catches this."""

    def __init__(self, code: str, day: date) -> None:
        super().__init__(f"Ngày {day:%d/%m/%Y} không có quy định nào mang mã “{code}”.")


def value(code: str, day: date) -> Value:
    """The value of a parameter on a day: int, Decimal, str or bool. Raises `NothingInForce`."""
    row = value_row(code, day)
    return rules.typed(row.parameter.value_type, row.value)


def value_row(code: str, day: date) -> ParameterValue:
    """The same with its basis: a screen that prints a value also says whether it was verified."""
    rows = ParameterValue.objects.in_force(day).filter(parameter__code=code)
    row = rows.select_related("parameter", "basis").first()
    if row is None:
        raise NothingInForce(code, day)
    return row


def parameters() -> QuerySet[Parameter]:
    """Every parameter with all its values, oldest first."""
    values = ParameterValue.objects.select_related("basis").order_by("valid_from", "pk")
    return Parameter.objects.prefetch_related(Prefetch("values", values)).order_by("code", "pk")


def table(code: str, day: date) -> list[TableRow]:
    """The rows of a table on a day, by key. Raises `NothingInForce`."""
    version = TableVersion.objects.in_force(day).filter(table__code=code).first()
    if version is None:
        raise NothingInForce(code, day)
    return list(version.rows.order_by("key", "pk"))


def crosswalk(code: str, from_scheme: str, to_scheme: str, day: date) -> str:
    """The code that means the same ethnic group in another scheme on a day."""
    codes = EthnicCode.objects.in_force(day)
    here = codes.filter(scheme=from_scheme, code=code).values("group")
    there = codes.filter(scheme=to_scheme, group__in=here).first()
    if there is None:
        raise NothingInForce(f"{from_scheme}:{code} → {to_scheme}", day)
    return there.code


def ethnic_groups(day: date) -> QuerySet[EthnicGroup]:
    """Every group with the codes of a day, other names and local groups, by name."""
    return EthnicGroup.objects.prefetch_related(
        Prefetch(
            "codes",
            EthnicCode.objects.in_force(day).select_related("basis").order_by("scheme", "code"),
        ),
        Prefetch("aliases", Alias.objects.order_by("name", "pk")),
        Prefetch("local_groups", LocalGroup.objects.select_related("basis").order_by("name", "pk")),
    ).order_by("kind", "name", "pk")


@dataclass(frozen=True)
class GroupMatch:
    """Which group a text names: one, several (ask), or none (perhaps one of `suggestions`)."""

    groups: tuple[EthnicGroup, ...] = ()
    local_group: LocalGroup | None = None
    suggestions: tuple[EthnicGroup, ...] = ()

    @property
    def is_one(self) -> bool:
        return len(self.groups) == 1


class GroupMatcher:
    """Names of ethnic groups, read once and asked for every line of a file."""

    def __init__(self) -> None:
        self._groups = list(EthnicGroup.objects.order_by("name", "pk"))
        local = LocalGroup.objects.select_related("group").order_by("name", "pk")
        self.local_groups = list(local)
        self._aliases = list(Alias.objects.order_by("name", "pk"))

    def match(self, text: str) -> GroupMatch:
        """As `match_group`."""
        wanted = rules.fold(text)
        if named := [group for group in self._groups if rules.fold(group.name) == wanted]:
            return GroupMatch(tuple(named))
        local = [one for one in self.local_groups if rules.fold(one.name) == wanted]
        if local:
            return GroupMatch((local[0].group,), local[0])
        called = {alias.group_id for alias in self._aliases if alias.folded == wanted}
        if called:
            return GroupMatch(tuple(group for group in self._groups if group.pk in called))
        return GroupMatch(suggestions=self._alike(rules.toneless(text)))

    def _alike(self, wanted: str) -> tuple[EthnicGroup, ...]:
        names: dict[int, set[str]] = {
            group.pk: {rules.toneless(group.name)} for group in self._groups
        }
        others: Iterable[Alias | LocalGroup] = [*self._aliases, *self.local_groups]
        for other in others:
            names[other.group_id].add(rules.toneless(other.name))
        return tuple(group for group in self._groups if wanted in names[group.pk])


def match_group(text: str) -> GroupMatch:
    """Which ethnic group somebody means. "Trại" is the name of three: then somebody must ask.

    A group's own name wins over another's alias. What only fits without its diacritics is
    suggested, never taken. For many names make one `GroupMatcher`.
    """
    return GroupMatcher().match(text)


def rule_set(day: date) -> RuleSet:
    """The demarcation rules of a day with all criteria. Raises `NothingInForce`."""
    found = rule_sets().in_force(day).first()
    if found is None:
        raise NothingInForce("phân định", day)
    return found


def rule_sets() -> DatedQuerySet[RuleSet]:
    """Every set of demarcation rules with its criteria in their order, latest first."""
    criteria = Criterion.objects.select_related("basis").order_by(
        "level", "outcome", "variant", "alternative", "position", "pk"
    )
    found = RuleSet.objects.select_related("basis").order_by("-valid_from", "pk")
    return found.prefetch_related(Prefetch("criteria", criteria))


def alternatives(
    rule_set: RuleSet, level: str, outcome: str, variant: str = ""
) -> list[list[Condition]]:
    """The conditions of an outcome, for `rules.reached`; [] when the set does not know it."""
    found: dict[int, list[Condition]] = {}
    for row in rule_set.criteria.all():
        if (row.level, row.outcome, row.variant) == (level, outcome, variant):
            condition = Condition(row.field, row.operator, row.threshold)
            found.setdefault(row.alternative, []).append(condition)
    return list(found.values())


UNREAD = (State.UNVERIFIED, State.MEMORY)
NOT_SEEN = Q(basis__state__in=UNREAD)


def doubtful_values() -> QuerySet[ParameterValue]:
    """Values whose basis nobody has read."""
    rows = ParameterValue.objects.filter(NOT_SEEN).select_related("parameter", "basis")
    return rows.order_by("parameter__code", "valid_from", "pk")


def doubtful_versions() -> QuerySet[TableVersion]:
    rows = TableVersion.objects.filter(NOT_SEEN).select_related("table", "basis")
    return rows.order_by("table__code", "valid_from", "pk")


def doubtful_codes() -> QuerySet[EthnicCode]:
    rows = EthnicCode.objects.filter(NOT_SEEN).select_related("group", "basis")
    return rows.order_by("scheme", "code", "pk")


def doubtful_criteria() -> QuerySet[Criterion]:
    rows = Criterion.objects.filter(NOT_SEEN).select_related("rule_set", "basis")
    return rows.order_by("rule_set__code", "level", "outcome", "alternative", "position", "pk")


def tables() -> QuerySet[Table]:
    """Every table by its name."""
    return Table.objects.order_by("name", "pk")


def versions(table: Table) -> QuerySet[TableVersion]:
    """Every version of a table with its rows, latest first."""
    rows = TableRow.objects.order_by("key", "pk")
    found = TableVersion.objects.filter(table=table).select_related("basis")
    return found.prefetch_related(Prefetch("rows", rows)).order_by("-valid_from", "pk")


def rests_on(citation: Citation) -> list[tuple[str, int]]:
    """How many rows of norms rest on a citation, by what they are."""
    models = (ParameterValue, TableVersion, EthnicCode, LocalGroup, RuleSet, Criterion)
    counts = [(model, model.objects.filter(basis=citation).count()) for model in models]
    return [(str(model._meta.verbose_name), count) for model, count in counts if count]
