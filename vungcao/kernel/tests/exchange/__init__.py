"""Tests of kernel.exchange."""
