"""Pages of the portal: a front, sections, articles, events; their checks, copies kept of them."""

from vungcao.systems.portal.models.checks import PeerCheck
from vungcao.systems.portal.models.copies import KeptCopy
from vungcao.systems.portal.models.events import Event
from vungcao.systems.portal.models.pages import Article, Home, Section

__all__ = ["Article", "Event", "Home", "KeptCopy", "PeerCheck", "Section"]
