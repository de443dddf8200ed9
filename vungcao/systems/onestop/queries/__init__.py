"""Reads of procedures and dossiers."""
