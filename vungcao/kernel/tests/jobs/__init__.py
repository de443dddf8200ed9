"""How kernel jobs behaves, one file per behaviour."""
