"""Formats of the English face."""
