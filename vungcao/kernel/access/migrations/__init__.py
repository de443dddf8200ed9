"""The tables of access."""
