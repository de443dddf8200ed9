"""The moment at which the tests of dossiers begin."""
