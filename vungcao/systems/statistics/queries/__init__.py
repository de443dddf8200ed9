"""Reads over several tables of statistics."""
