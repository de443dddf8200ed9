"""E-mail against a server on loopback."""
