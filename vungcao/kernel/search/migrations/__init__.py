"""The tables of units."""
