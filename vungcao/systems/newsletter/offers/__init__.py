"""What the newsletter offers the rest of the product; apps.py imports it when Django is ready."""

from vungcao.systems.newsletter.offers import demo, letters, returns, screens

__all__ = ["demo", "letters", "returns", "screens"]
