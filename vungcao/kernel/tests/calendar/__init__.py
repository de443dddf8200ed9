"""How kernel calendar behaves, one file per behaviour."""
