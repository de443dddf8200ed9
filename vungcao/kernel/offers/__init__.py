"""Typed registries in which systems offer what they have to the others, as plain values."""
