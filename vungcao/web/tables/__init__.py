"""Lists of an office: one component, declared per table in Python and drawn by one template."""

from vungcao.web.tables.answers import answer
from vungcao.web.tables.columns import Action, Column, Kind, Table
from vungcao.web.tables.lines import Lines

__all__ = ["Action", "Column", "Kind", "Lines", "Table", "answer"]
