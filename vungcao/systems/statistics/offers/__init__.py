"""What statistics offer the rest of the product; apps.py imports it at the start."""

from vungcao.systems.statistics.offers import (
    campaigns,
    demo,
    designs,
    entry,
    histories,
    indicators,
    published,
    reference,
    tables,
    telling,
    touched,
    values,
    workbooks,
)

__all__ = [
    "campaigns",
    "demo",
    "designs",
    "entry",
    "histories",
    "indicators",
    "published",
    "reference",
    "tables",
    "telling",
    "touched",
    "values",
    "workbooks",
]
