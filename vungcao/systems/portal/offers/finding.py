"""What anybody may find by the public search, and the way to it."""

from django.utils.translation import gettext_lazy as _

from vungcao.kernel.offers.screens import PublicEntry, public_entries
from vungcao.kernel.offers.search import PublicSource, public_sources
from vungcao.systems.portal.queries import open_pages, open_things

public_sources.register(
    "portal.pages",
    PublicSource(
        kinds=open_pages.kinds,
        read=open_pages.read,
        stamps=open_pages.stamps,
        readable=open_pages.readable,
        model="wagtailcore.Page",
        topics=frozenset({"portal.changed"}),
        keys_of=open_pages.keys_of,
        is_hinted=True,
    ),
)
for name, kind, read, model, topics in (
    ("screens", open_things.SCREEN, open_things.screens, "", ()),
    ("places", open_things.PLACE, open_things.places, "units.Unit", ("units.",)),
    (
        "bodies",
        open_things.BODY,
        open_things.bodies,
        "organisations.Organisation",
        ("organisations.",),
    ),
):
    public_sources.register(
        f"portal.{name}",
        PublicSource(
            kinds=lambda kind=kind: {kind: open_things.KINDS[kind]},  # type: ignore[misc]
            read=read,
            stamps=open_things.stamps(read),
            model=model,
            topics=frozenset(topics),
            is_hinted=True,
        ),
    )
public_sources.register(
    "portal.papers",
    PublicSource(
        kinds=lambda: {open_things.PAPER: open_things.KINDS[open_things.PAPER]},
        read=open_things.papers,
        stamps=open_things.stamps(open_things.papers),
        readable=open_things.readable_papers,
        topics=frozenset({"documents."}),
    ),
)
public_sources.register(
    "portal.items",
    PublicSource(
        kinds=open_things.item_kinds,
        read=open_things.items,
        stamps=open_things.stamps(open_things.items),
        readable=open_things.readable_items,
    ),
)
public_entries.register(
    "portal.1-search",
    PublicEntry(
        label=_("Tìm kiếm"),
        url_name="portal:search",
        text=_("Tìm trong mọi nội dung đã đăng: bài, thủ tục, số liệu, địa danh, cơ quan."),
        in_head=True,
        is_search=True,
    ),
)
