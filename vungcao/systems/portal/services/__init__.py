"""Every write of the portal outside of its editor, and what follows from one inside."""
