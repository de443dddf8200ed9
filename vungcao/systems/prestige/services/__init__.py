"""Everything that changes the register; each function is one transaction with its audit entry."""
