"""Pages of the portal that everybody finds besides its articles: published figures, documents."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.offers.publications import PublicItem, public_items
from vungcao.kernel.offers.screens import PublicEntry, public_entries
from vungcao.systems.portal.queries import documents, shelves
from vungcao.web.public import Item, Section, SitePart, site_parts

NEWEST = 12

public_entries.register(
    "portal.5-figures",
    PublicEntry(
        label=_("Số liệu công bố"),
        url_name="portal:figures",
        text=_("Biểu đồ và con số mà các cơ quan đã công bố, kèm nguồn."),
    ),
)


def pages() -> Section:
    """Sections and what stands in them besides articles, each with what it stands in."""
    found = [Item(page.title, page.url, above) for page, above in shelves.mapped()]
    return Section(_t("Chuyên mục của cổng thông tin"), tuple(found))


def newest(day: date) -> Iterable[tuple[str, str]]:
    """The newest documents of the registers; two that are called alike with who issued them."""
    registers = documents.registers()
    lines = [line for register in registers for line in documents.newest(register, NEWEST)]
    called = Counter(map(_called, lines))
    for line in lines:
        name = _called(line)
        yield name if called[name] == 1 else f"{name} ({line.authority})", line.address


def _called(line: documents.Line) -> str:
    return f"{capfirst(line.form)} {line.number}: {line.subject}"


site_parts.register("portal.pages", SitePart(section=pages))
public_items.register("portal.documents", PublicItem(label=_("Văn bản"), items=newest, order=20))
