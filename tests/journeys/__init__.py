"""One journey per role, in a browser."""
