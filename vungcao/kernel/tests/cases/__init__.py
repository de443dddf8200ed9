"""Tests of kernel.cases."""
