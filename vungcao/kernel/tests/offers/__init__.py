"""How kernel offers behaves, one file per behaviour."""
