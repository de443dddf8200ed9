"""Screens of comments: the public's and the office's."""
