"""What the public and the office fill in on pages of the portal."""
