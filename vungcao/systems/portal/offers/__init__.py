"""What the portal offers the rest of the product; apps.py imports it when Django is ready."""

from vungcao.systems.portal.offers import editor

__all__ = ["editor"]
