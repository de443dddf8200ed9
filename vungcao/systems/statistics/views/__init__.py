"""Screens of statistics, a file per area."""
