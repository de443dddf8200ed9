"""Screens of the kernel's own nouns: accounts, the first page, errors."""
