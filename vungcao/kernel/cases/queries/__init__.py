"""Reads of cases: clocks, chains, worklists, numbers."""
