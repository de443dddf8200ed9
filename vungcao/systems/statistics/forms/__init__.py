"""What screens of statistics ask for."""
