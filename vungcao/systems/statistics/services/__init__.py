"""Everything that writes to statistics."""
