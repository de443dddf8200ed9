"""Telling an account what concerns it: kinds with texts, preferences, quiet hours, digests."""
