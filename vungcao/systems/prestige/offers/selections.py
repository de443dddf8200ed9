"""What is offered of selections of villages, lists of communes, printed forms."""
