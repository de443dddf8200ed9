"""How kernel scopes behaves, one file per behaviour."""
