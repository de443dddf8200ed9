"""Pages of the portal: the front, sections, articles; their checks, and copies kept of them."""

from vungcao.systems.portal.models.checks import PeerCheck
from vungcao.systems.portal.models.copies import KeptCopy
from vungcao.systems.portal.models.pages import Article, Home, Section

__all__ = ["Article", "Home", "KeptCopy", "PeerCheck", "Section"]
