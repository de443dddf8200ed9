"""Lists of an office: one component, declared per table in Python and drawn by one template."""

from vungcao.web.tables.answers import answer, keeps
from vungcao.web.tables.columns import Action, Column, Kind, Table
from vungcao.web.tables.lines import Lines
from vungcao.web.tables.picking import picked, way_back

__all__ = ["Action", "Column", "Kind", "Lines", "Table", "answer", "keeps", "picked", "way_back"]
