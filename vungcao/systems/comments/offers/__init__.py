"""What comments offer the rest of the product; apps.py imports it when Django is ready."""

from vungcao.systems.comments.offers import demo, letters, office, papers, public

__all__ = ["demo", "letters", "office", "papers", "public"]
