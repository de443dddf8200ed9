"""Reads of administration that span several nouns of the kernel, one file per noun."""
