"""Lists as files: CSV and workbooks that leave while they are read, whatever their length."""

from vungcao.web.exports.files import TYPES, List, export

__all__ = ["TYPES", "List", "export"]
