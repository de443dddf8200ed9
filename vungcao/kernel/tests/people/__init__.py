"""Tests of kernel.people."""
