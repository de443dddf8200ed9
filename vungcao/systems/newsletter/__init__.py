"""The newsletter (bản tin): issues of published articles, and those who asked to get them."""
