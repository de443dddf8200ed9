"""Persons and households: sealed, consented, erasable."""
