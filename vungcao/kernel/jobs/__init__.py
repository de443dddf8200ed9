"""Work done later, thin over procrastinate."""
