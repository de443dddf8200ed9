"""Reads of the newsletter: issues and their content, readers behind their door, progress."""
