"""Every change of the newsletter: readers come and go, issues are made, letters laid down."""
