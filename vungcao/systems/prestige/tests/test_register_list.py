"""The list of prestigious persons: what is shown, what is opened for it, and to whom not."""
