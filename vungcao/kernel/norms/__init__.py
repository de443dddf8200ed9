"""Dated parameters and tables that the State decides."""
