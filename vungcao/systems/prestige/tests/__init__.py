"""How the register of prestigious persons behaves, one file per behaviour."""
