"""Reports of the demo, all invented."""
