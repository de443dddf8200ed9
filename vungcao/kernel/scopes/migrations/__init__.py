"""No tables: the extensions that every other migration counts on."""
