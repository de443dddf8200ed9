"""Text messages: no gateway is connected yet; in the demo they land in the simulated mailbox."""
