"""Migrations of the one-stop desk."""
