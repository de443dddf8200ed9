"""The tests of statistics."""
