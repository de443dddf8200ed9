"""Tests of the component that every list of an office is drawn by."""
