"""The tables of norms."""
