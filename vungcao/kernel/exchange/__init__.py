"""The outbox and the inbox: what leaves, what came in, what was received."""
