"""Tests of the antivirus."""
