"""Procedures, their conditions and proofs, and what a dossier may do: plain Python."""
