"""The register of prestigious persons (người có uy tín): selection, recognition, benefits."""
