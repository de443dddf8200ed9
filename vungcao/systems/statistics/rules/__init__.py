"""What a figure, a period, a check and a formula mean: plain Python."""
