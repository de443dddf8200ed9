"""Every write about procedures and dossiers."""
