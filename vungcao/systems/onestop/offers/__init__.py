"""What the one-stop desk offers the rest of the product; apps.py imports it when Django is ready."""

from vungcao.systems.onestop.offers import core, reference

__all__ = ["core", "reference"]
