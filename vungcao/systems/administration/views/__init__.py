"""Screens of administration, one file per noun."""
