"""What the State decides, as dated rows: parameters, tables, ethnic groups, demarcation rules."""

from vungcao.kernel.norms.models.demarcation import Criterion, Level, Outcome, RuleSet
from vungcao.kernel.norms.models.ethnic_groups import (
    Alias,
    EthnicCode,
    EthnicGroup,
    GroupKind,
    LocalGroup,
    Scheme,
)
from vungcao.kernel.norms.models.parameters import Parameter, ParameterValue, ValueType
from vungcao.kernel.norms.models.tables import Table, TableRow, TableVersion

__all__ = [
    "Alias",
    "Criterion",
    "EthnicCode",
    "EthnicGroup",
    "GroupKind",
    "Level",
    "LocalGroup",
    "Outcome",
    "Parameter",
    "ParameterValue",
    "RuleSet",
    "Scheme",
    "Table",
    "TableRow",
    "TableVersion",
    "ValueType",
]
