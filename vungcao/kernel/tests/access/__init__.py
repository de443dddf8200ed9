"""How kernel access behaves, one file per behaviour."""
