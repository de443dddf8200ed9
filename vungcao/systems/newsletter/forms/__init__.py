"""What is typed about the newsletter."""
