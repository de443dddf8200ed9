"""Tests of files: what comes in, where it lies, who gets it, when it goes."""
