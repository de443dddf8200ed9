"""Forms of procedures and dossiers."""
