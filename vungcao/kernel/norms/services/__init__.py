"""How norms change: always by a new dated row, never by an edit."""
