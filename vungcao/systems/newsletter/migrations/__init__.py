"""Migrations of the newsletter."""
