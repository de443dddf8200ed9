"""Reads of comments, of their articles, and of the office that answers."""
