"""Forms of the portal: what the public and the office fill in, what an editor uploads."""
