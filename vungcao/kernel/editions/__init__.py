"""The edition of the public pages: a number that grows with each change of what they show."""
