"""Benefits, money and visits of the demo, all invented."""
