"""What the product does with dossiers by itself."""
