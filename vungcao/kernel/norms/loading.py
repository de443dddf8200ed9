"""Reading the reference data of norms into the database; may be repeated."""

from collections.abc import Callable
from datetime import date
from itertools import groupby

from django.contrib.auth.base_user import AbstractBaseUser

from vungcao.kernel.citations import services as citations
from vungcao.kernel.citations.models import Citation, State
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.norms.models import (
    Criterion,
    EthnicCode,
    EthnicGroup,
    ParameterValue,
    RuleSet,
    TableVersion,
)
from vungcao.kernel.norms.services import demarcation, ethnic_groups, parameters, tables
from vungcao.kernel.offers.reference import Row

Load = Callable[[list[Row], AbstractBaseUser], None]


class Bases:
    """The citations that the rows of a file name, each asked for once."""

    def __init__(self, by: AbstractBaseUser) -> None:
        self.by = by
        self.known: dict[tuple[str, str], Citation] = {}

    def of(self, row: Row) -> Citation:
        key = (row["basis_number"], row["basis_article"])
        if key not in self.known:
            self.known[key] = self._cite(row)
        return self.known[key]

    def _cite(self, row: Row) -> Citation:
        citation = citations.cite(
            number=row["basis_number"],
            article=row["basis_article"],
            title=row["basis_title"],
            source=row["source"],
            state=row["state"],
            by=self.by,
        )
        if row["state"] == State.SEEN and not citation.is_seen:  # read since the last loading
            citations.confirm(citation=citation, source=row["source"], by=self.by)
        return citation


def day(text: str) -> date:
    return date.fromisoformat(text)


def end(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def load_values(rows: list[Row], by: AbstractBaseUser) -> None:
    """A value that is already there stays as it is; another one of the same day is refused."""
    bases = Bases(by)
    for row in rows:
        parameter = parameters.declare(
            code=row["code"],
            name=row["name"],
            value_type=row["value_type"],
            unit_of_measure=row["unit_of_measure"],
            by=by,
        )
        held = ParameterValue.objects.standing().filter(
            parameter=parameter, valid_from=row["valid_from"]
        )
        there = held.first()
        if there is None:
            parameters.set_value(
                parameter=parameter,
                value=row["value"],
                valid_from=day(row["valid_from"]),
                valid_until=end(row["valid_until"]),
                basis=bases.of(row),
                by=by,
            )
        elif there.value != row["value"]:
            raise RuleBroken(
                f"{row['code']} từ {row['valid_from']}: hệ thống đã có giá trị {there.value},"
                f" tệp dữ liệu ghi {row['value']}."
            )


def table_loader(code: str, name: str, columns: list[dict[str, str]]) -> Load:
    """How a file becomes the versions of one table: its own columns are the table's."""

    def load(rows: list[Row], by: AbstractBaseUser) -> None:
        bases = Bases(by)
        table = tables.declare_table(code=code, name=name, columns=columns, by=by)
        for start, version in groupby(rows, lambda row: row["valid_from"]):
            these = list(version)
            if TableVersion.objects.filter(table=table, valid_from=start).exists():
                continue
            tables.publish_version(
                table=table,
                rows={row["key"]: {c["name"]: row[c["name"]] for c in columns} for row in these},
                valid_from=day(start),
                valid_until=end(these[0]["valid_until"]),
                basis=bases.of(these[0]),
                by=by,
            )

    return load


def load_ethnic_groups(rows: list[Row], by: AbstractBaseUser) -> None:
    for row in rows:
        group = ethnic_groups.enter_group(
            name=row["name"],
            kind=row["kind"],
            is_minority=row["is_minority"] == "true",
            is_large_here=row["is_large_here"] == "true",
            by=by,
        )
        names = [name.strip() for name in row["aliases"].split(";") if name.strip()]
        ethnic_groups.name_aliases(group=group, names=names, by=by)


def load_ethnic_codes(rows: list[Row], by: AbstractBaseUser) -> None:
    bases = Bases(by)
    groups = {group.name: group for group in EthnicGroup.objects.all()}
    there = set(EthnicCode.objects.values_list("scheme", "code", "valid_from"))
    for row in rows:
        if (row["scheme"], row["code"], day(row["valid_from"])) in there:
            continue
        ethnic_groups.assign_code(
            group=groups[row["group"]],
            scheme=row["scheme"],
            code=row["code"],
            valid_from=day(row["valid_from"]),
            basis=bases.of(row),
            by=by,
        )


def load_local_groups(rows: list[Row], by: AbstractBaseUser) -> None:
    bases = Bases(by)
    for row in rows:
        group = EthnicGroup.objects.get(name=row["group"])
        ethnic_groups.name_local_group(group=group, name=row["name"], basis=bases.of(row), by=by)


def load_rule_sets(rows: list[Row], by: AbstractBaseUser) -> None:
    """The sets without their criteria, which come in a file of their own."""
    bases = Bases(by)
    for row in rows:
        if not RuleSet.objects.filter(code=row["code"]).exists():
            demarcation.open_rule_set(
                code=row["code"],
                name=row["name"],
                valid_from=day(row["valid_from"]),
                valid_until=end(row["valid_until"]),
                basis=bases.of(row),
                by=by,
            )


def load_criteria(rows: list[Row], by: AbstractBaseUser) -> None:
    """A set that has its criteria keeps them: a change of the law is another set."""
    bases = Bases(by)
    filled = set(Criterion.objects.values_list("rule_set__code", flat=True))
    for code, found in groupby(rows, lambda row: row["rule_set"]):
        criteria = [_criterion(row, bases.of(row)) for row in found]
        if code not in filled:
            rule_set = RuleSet.objects.get(code=code)
            demarcation.enter_criteria(rule_set=rule_set, criteria=criteria, by=by)


def _criterion(row: Row, basis: Citation) -> Criterion:
    return Criterion(
        level=row["level"],
        outcome=row["outcome"],
        variant=row["variant"],
        alternative=int(row["alternative"]),
        position=int(row["position"]),
        text=row["text"],
        field=row["field"],
        operator=row["operator"],
        threshold=row["threshold"],
        unit_of_measure=row["unit_of_measure"],
        basis=basis,
    )
