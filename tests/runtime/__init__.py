"""How the runtime behaves: keys, lock, server, supervisor, archive."""
