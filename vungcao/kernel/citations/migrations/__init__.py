"""The tables of citations."""
