"""Tests of the one-stop desk."""
