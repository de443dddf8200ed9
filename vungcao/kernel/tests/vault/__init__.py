"""How kernel vault behaves, one file per behaviour."""
