"""What is offered of reading workbooks and giving them away."""
