"""What the portal offers the rest of the product; apps.py imports it when Django is ready."""

from vungcao.systems.portal.offers import articles, demo, editor, reference

__all__ = ["articles", "demo", "editor", "reference"]
