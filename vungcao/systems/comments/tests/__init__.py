"""Comments: rules, services, screens, hostile input."""
