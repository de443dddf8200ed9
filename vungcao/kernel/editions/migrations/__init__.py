"""Migrations of editions."""
