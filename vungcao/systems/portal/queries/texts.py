"""The text of an article: as it is drawn, and as it is printed."""

import re
from html import unescape

from django.utils.html import strip_tags

from vungcao.kernel.offers.articles import Words
from vungcao.systems.portal.models import Article

NAMELESS = re.compile(r"<a\b[^>]*>(?:\s|&nbsp;|<br ?/?>)*</a>")
DRAWINGS = re.compile(r"<svg.*?</svg>|<link[^>]*>", re.S)
CELLS = re.compile(r"</t[hd]>\s*(?=<t[hd]\b)")
BREAKS = re.compile(r"</(?:p|h\d|li|tr|caption|div|figcaption)>|<br ?/?>")


def html(article: Article) -> str:
    """The body as it stands in the page; of a chart its table, for letters have no drawings."""
    return DRAWINGS.sub("", str(article.body.render_as_block()))


def words(article: Article) -> Words:
    """The body for other systems."""
    drawn = html(article)
    return Words(drawn, _plain(drawn))


def plain(article: Article) -> str:
    """The body in plain words, a line for each paragraph, item and row; a stroke between cells."""
    return _plain(html(article))


def _plain(drawn: str) -> str:
    rows = CELLS.sub(" | ", drawn)
    lines = unescape(strip_tags(BREAKS.sub("\n", rows))).splitlines()
    return "\n".join(" ".join(line.split()) for line in lines if line.strip())


def printed(article: Article) -> str:
    """All that a printed article says: this is kept when it is published."""
    source = [f"Nguồn: {article.source}"] if article.source else []
    return "\n".join([article.title, article.lead, plain(article), *source])
