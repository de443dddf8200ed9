"""How the screens of administration behave, one file per behaviour."""
