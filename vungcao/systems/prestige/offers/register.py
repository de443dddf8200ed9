"""What is offered of the register, a person's page, villages and what is missing."""
