"""Stored files: checked by their content, named by their hash, sealed where they are personal."""
