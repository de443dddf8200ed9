"""Migrations of the register of prestigious persons."""
