"""Tests of kernel.organisations."""
