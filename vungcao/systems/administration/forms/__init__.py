"""Forms of administration, one file per noun."""
