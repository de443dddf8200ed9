"""Bodies (cơ quan, đơn vị) over time and their succession."""
