"""What statistics offer the rest of the product; apps.py imports it at the start."""

from vungcao.systems.statistics.offers import (
    <<<<<<< HEAD,
    campaigns,
    entry,
    reference,
    tables,
    telling,
    touched,
    workbooks,
)

__all__ = [
    "<<<<<<< HEAD",
    "campaigns",
    "entry",
    "reference",
    "tables",
    "telling",
    "touched",
    "workbooks",
]
