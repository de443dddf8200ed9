"""Selections of the demo, all invented."""
