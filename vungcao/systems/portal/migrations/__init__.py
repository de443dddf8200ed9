"""The tables of the portal, below Wagtail's of pages."""
