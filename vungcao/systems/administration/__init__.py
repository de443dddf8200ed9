"""Units, reforms, norms, calendars and the audit trail: the screens that serve every system."""
