"""Finding by words: one index of the product, read through one function."""
