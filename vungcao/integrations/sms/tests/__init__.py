"""Text messages without a gateway."""
