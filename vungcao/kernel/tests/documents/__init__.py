"""What documents promise."""
