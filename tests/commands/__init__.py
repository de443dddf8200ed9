"""Commands as an operator gives them: what they print and with which status they end."""
