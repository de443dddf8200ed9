"""What the public's letters bring to the office, and the letter that takes an answer home."""

from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.offers.cases import CaseKind, case_kinds
from vungcao.kernel.offers.duties import Duties, duties
from vungcao.kernel.offers.letters import Letter, letters
from vungcao.kernel.offers.publications import PublicItem, public_items
from vungcao.kernel.offers.screens import MenuEntry, PublicEntry, Tile, menu, public_entries, tiles
from vungcao.kernel.offers.upkeep import Touch, touches
from vungcao.systems.portal import permissions
from vungcao.systems.portal.models import PublicLetter
from vungcao.systems.portal.offers.editor import PORTAL
from vungcao.systems.portal.queries import letters as queries
from vungcao.systems.portal.queries import offices
from vungcao.systems.portal.services.letters import LETTER
from vungcao.systems.portal.services.sealing import opened

ANSWERERS = frozenset(map(str, permissions.ANSWER))


def _address(code: str) -> str:
    return reverse("portal:letter-of-case", args=[code])


def compose(ref: int) -> Letter | None:
    """The answer to whoever left an address; none once it was erased."""
    rows = PublicLetter.objects.filter(pk=ref, answered_at__isnull=False)
    row = rows.select_related("case").first()
    if row is None:
        return None
    to, said = opened(row.contact, row.answer)
    if not (to and said):
        return None
    verdict = f"{row.get_verdict_display()}.\n\n" if row.verdict else ""
    text = _t("Trả lời thư số %(number)s của bạn (%(about)s):\n\n%(verdict)s%(said)s") % {
        "number": row.case.number,
        "about": row.case.label,
        "verdict": verdict[:1].upper() + verdict[1:],
        "said": said,
    }
    return Letter(to, _t("Trả lời thư %s") % row.case.number, text)


letters.register(LETTER, compose)
for kind, label in (
    (offices.QUESTION, _("Câu hỏi của người dân")),
    (offices.OPINION, _("Ý kiến về dự thảo")),
):
    case_kinds.register(kind, CaseKind(label=label, roles=ANSWERERS, address=_address))
menu.register(
    "portal.20_letters",
    MenuEntry(
        label=_("Thư của người dân"),
        url_name="portal:letters",
        roles=permissions.READ_LETTERS,
        group=PORTAL,
        icon="list",
    ),
)
tiles.register(
    "portal.letters_late",
    Tile(
        label=_("Thư của người dân quá hạn trả lời"),
        figure=queries.late_under,
        roles=permissions.READ_LETTERS,
        url_name="portal:letters-late",
    ),
)
duties.register(
    "portal.letters",
    Duties(
        label=_("thư của người dân chờ trả lời"),
        roles=permissions.ANSWER,
        waiting=queries.waiting,
        told=queries.tell_waiting,
    ),
)
touches.register(
    "portal.letters",
    Touch(
        label=_("Thư của người dân"),
        count=queries.touched,
        what_happens=_("Chuyển về nơi kế tục; số, hạn và diễn biến giữ nguyên."),
    ),
)
public_items.register(
    "portal.consultations",
    PublicItem(label=_("Dự thảo đang lấy ý kiến"), items=queries.open_drafts),
)
public_entries.register(
    "portal.ask",
    PublicEntry(
        label=_("Gửi câu hỏi"),
        url_name="portal:ask",
        text=_("Hỏi cơ quan công tác dân tộc; trả lời gửi riêng, nhiều người cần thì đăng."),
        icon="help",
    ),
)
public_entries.register(
    "portal.follow",
    PublicEntry(
        label=_("Theo dõi thư đã gửi"),
        url_name="portal:follow",
        text=_("Xem câu hỏi, ý kiến đã gửi được trả lời chưa, bằng mã theo dõi và mã bí mật."),
    ),
)
