"""Keys outside the database, encrypted fields, blind indexes."""
