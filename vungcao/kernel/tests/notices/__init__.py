"""How kernel notices behaves, one file per behaviour."""
