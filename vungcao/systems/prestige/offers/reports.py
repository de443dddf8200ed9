"""What is offered of reports of prestigious persons."""
