"""What is offered of procedures: the public catalogue, the office's list, search, doubts."""

from django.utils.translation import gettext_lazy as _

from vungcao.kernel.access.roles import Role
from vungcao.kernel.offers import upkeep
from vungcao.kernel.offers.files import MEGABYTE, PDF, PICTURES, FileKind, file_kinds
from vungcao.kernel.offers.publications import Dataset, PublicItem, datasets, public_items
from vungcao.kernel.offers.screens import MenuEntry, PublicEntry, menu, public_entries
from vungcao.kernel.offers.search import PublicSource, Source, public_sources, sources
from vungcao.kernel.offers.upkeep import Doubts
from vungcao.systems.onestop import permissions
from vungcao.systems.onestop.offers.group import ONESTOP
from vungcao.systems.onestop.queries import procedure_offers as reads
from vungcao.systems.onestop.services.sampling import SAMPLE

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

# Anybody may have them once a version that leads to them is published: views/samples.py.
file_kinds.register(
    SAMPLE,
    FileKind(
        label=_("bản mẫu giấy tờ của thủ tục"),
        roles=frozenset(map(str, permissions.READ_PROCEDURES)),
        media_types=frozenset({PDF, WORD, *PICTURES}),
        is_personal=False,
        largest=5 * MEGABYTE,
    ),
)

menu.register(
    "onestop.70_procedures",
    MenuEntry(
        label=_("Thủ tục hành chính"),
        url_name="onestop:procedures",
        roles=permissions.READ_PROCEDURES,
        group=ONESTOP,
        icon="book",
    ),
)
menu.register(
    "onestop.75_submit",
    MenuEntry(
        label=_("Nộp và theo dõi hồ sơ"),
        url_name="onestop:catalogue",
        roles=frozenset({Role.VILLAGE_HEAD}),
        group=ONESTOP,
        icon="book",
    ),
)
public_entries.register(
    "onestop.1-catalogue",
    PublicEntry(
        label=_("Thủ tục hành chính"),
        url_name="onestop:catalogue",
        text=_("Cần giấy tờ gì, nộp ở đâu, mất bao lâu; nộp hồ sơ trực tuyến."),
        in_head=True,
        icon="list",
    ),
)
public_items.register(
    "onestop.procedures",
    PublicItem(
        label=_("Thủ tục hành chính"),
        items=reads.items,
        offered=reads.offered,
        order=10,
        newest=reads.newest,
    ),
)
datasets.register(
    "onestop.procedures",
    Dataset(
        title=_("Danh mục thủ tục hành chính"),
        columns=reads.COLUMNS,
        rows=reads.rows,
        source=_("Các phiên bản thủ tục đã công bố trong hệ thống"),
    ),
)
sources.register(
    "onestop.procedures",
    Source(
        label=_("Thủ tục hành chính"),
        roles=permissions.READ_PROCEDURES,
        url_name="onestop:procedure-now",
        model="onestop.ProcedureVersion",
        topics=frozenset({"onestop.procedures_changed"}),
        read=reads.entries,
        key_of=reads.code_of,
    ),
)
public_sources.register(
    "onestop.procedures",
    PublicSource(
        kinds=lambda: {reads.KIND: _("Thủ tục hành chính")},
        read=reads.texts,
        stamps=reads.stamps,
        readable=reads.readable,
        model="onestop.ProcedureVersion",
        topics=frozenset({"onestop.procedures_changed"}),
        keys_of=lambda key: frozenset({reads.code_of(key)}),
    ),
)
upkeep.doubts.register("onestop.versions", Doubts(_("Thủ tục hành chính"), reads.doubts))
