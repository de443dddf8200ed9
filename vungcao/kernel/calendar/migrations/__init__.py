"""The tables of calendar."""
