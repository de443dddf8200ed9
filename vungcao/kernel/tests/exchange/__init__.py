"""The exchange: the outbox, the inbox, and what a partner's failures do."""
