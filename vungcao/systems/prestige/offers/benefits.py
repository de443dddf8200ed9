"""What is offered of benefits, lists of grants, money, visits."""
