"""Every way in which a comment, a discussion or a remark on a page changes."""
