"""What holds of addresses, texts and documents of the portal, in plain Python."""
