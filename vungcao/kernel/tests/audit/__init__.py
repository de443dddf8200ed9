"""How kernel audit behaves, one file per behaviour."""
