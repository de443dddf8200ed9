"""S3: procedures as dated data, dossiers of citizens, decisions that move other registers."""
