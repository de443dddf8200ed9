"""How kernel accounts behaves, one file per behaviour."""
