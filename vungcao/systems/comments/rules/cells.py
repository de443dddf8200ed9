"""Strangers' words in a workbook: what a spreadsheet would compute is shown instead."""

STARTS = ("=", "+", "-", "@", "\t", "\r")


def plain(text: str) -> str:
    """The text, behind an apostrophe where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(STARTS) else text
