"""What is offered of figures, maps, annexes, publication."""
