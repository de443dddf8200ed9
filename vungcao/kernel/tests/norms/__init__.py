"""How kernel norms behaves, one file per behaviour."""
