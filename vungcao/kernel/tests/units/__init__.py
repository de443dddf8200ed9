"""How kernel units behaves, one file per behaviour."""
