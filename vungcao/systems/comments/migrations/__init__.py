"""Tables of comments."""
