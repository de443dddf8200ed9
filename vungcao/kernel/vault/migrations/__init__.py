"""The tables of vault."""
