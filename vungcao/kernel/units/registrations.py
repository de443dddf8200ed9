"""What units offer to the rest: reference files, demo, open questions, registers that hang on them."""
