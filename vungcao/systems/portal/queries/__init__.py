"""Reads of the portal: what is published, and under which address."""
