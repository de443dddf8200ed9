"""How kernel citations behaves, one file per behaviour."""
