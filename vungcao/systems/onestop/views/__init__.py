"""Screens of procedures and dossiers."""
