"""What administration offers the rest of the product: entries of the menu, figures."""
