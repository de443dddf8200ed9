"""What readers and moderators fill in."""
