"""Which periods of the budget are disclosed until when, as reference data."""

from vungcao.kernel.norms.loading import table_loader
from vungcao.kernel.offers.upkeep import ReferenceFile, reference_files
from vungcao.systems.portal.queries.disclosures import DUTIES

COLUMNS = [
    {"name": "position", "label": "Thứ tự", "type": "integer"},
    {"name": "name", "label": "Nội dung, kỳ", "type": "text"},
    {"name": "kind", "label": "Loại (plan, execution, settlement)", "type": "text"},
    {"name": "period", "label": "Kỳ (q1–q4, h1, m9, year)", "type": "text"},
    {"name": "days", "label": "Số ngày sau khi hết kỳ hoặc sau quyết định", "type": "integer"},
]
NAME = "Kỳ công khai ngân sách của đơn vị"

reference_files.register(
    "portal.disclosures",
    ReferenceFile(
        order=97, file="portal_disclosures.csv", load=table_loader(DUTIES, NAME, COLUMNS)
    ),
)
