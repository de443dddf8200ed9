"""Working calendars, deadlines, and the clock."""
