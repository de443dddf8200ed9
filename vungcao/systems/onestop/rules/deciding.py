"""What a decision on a dossier says, and by which effect a correcting one undoes it."""

TEMPLATE = "onestop.decision"
