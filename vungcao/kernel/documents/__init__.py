"""Decisions, letters and minutes: numbered, dated, signed, printed, verified by anybody."""
