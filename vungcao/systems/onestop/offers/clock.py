"""What is said when a dossier nears its end, is late, or its date moves with the calendar."""

from django.utils.translation import gettext_lazy as _

from vungcao.kernel.accounts.services import system_account
from vungcao.kernel.calendar import clock
from vungcao.kernel.cases.models import Case
from vungcao.kernel.offers.notices import AT_ONCE, NoticeKind, kinds
from vungcao.kernel.offers.outbox import Announcement, Consumer, consumers
from vungcao.systems.onestop.offers.core import WORKERS
from vungcao.systems.onestop.services import warning
from vungcao.systems.onestop.services.engine import KIND

SAMPLE = {
    "number": "DV07621-261123-0001",
    "label": "Thủ tục mẫu",
    "case": "abcdefghij",
    "due": "17:00 ngày 23/11/2026",
}

kinds.register(
    warning.ENDING,
    NoticeKind(
        label=_("Hồ sơ đến hạn trong ngày"),
        title=_("Hồ sơ {number} phải xong lúc {due}"),
        text=_(
            "{label}. Nếu không kịp: phiếu xin lỗi (mẫu 04) đã soạn sẵn, ghi lý do, ngày hẹn lại "
            "rồi gửi trước giờ hẹn."
        ),
        sample=SAMPLE,
        way=AT_ONCE,
        roles=WORKERS,
        url_name="case",
        url_field="case",
    ),
)
kinds.register(
    warning.LATE,
    NoticeKind(
        label=_("Hồ sơ quá hạn"),
        title=_("Hồ sơ {number} đã quá hạn từ {due}"),
        text=_("{label}. Gửi phiếu xin lỗi (mẫu 04) đã soạn sẵn và giải quyết ngay."),
        sample=SAMPLE,
        way=AT_ONCE,
        roles=WORKERS,
        url_name="case",
        url_field="case",
    ),
)
kinds.register(
    warning.MOVED,
    NoticeKind(
        label=_("Hạn của hồ sơ đổi theo lịch làm việc"),
        title=_("Hồ sơ {number} có hạn mới: {due}"),
        text=_("{label}. Lịch làm việc đã thay đổi, hạn được tính lại."),
        sample=SAMPLE,
        roles=WORKERS,
        url_name="case",
        url_field="case",
    ),
)
kinds.register(
    warning.OWN_MOVED,
    NoticeKind(
        label=_("Ngày hẹn trả hồ sơ của tôi thay đổi"),
        title=_("Hồ sơ {number} của quý vị có ngày hẹn mới: {due}"),
        text=_("{label}. Lịch làm việc của cơ quan đã thay đổi nên ngày hẹn được tính lại."),
        sample={name: said for name, said in SAMPLE.items() if name != "case"},
        way=AT_ONCE,
    ),
)


def take(said: Announcement) -> None:
    """The kernel moved a due date by the calendar."""
    if said.details.get("kind") != KIND:
        return
    case = Case.objects.filter(pk=int(str(said.details["case"]))).first()
    if case is not None:
        warning.tell_moved(case=case, now=clock.now(), by=system_account("one-stop"))


consumers.register(
    "onestop.moved_dates",
    Consumer(frozenset({"cases.due_moved"}), take, _("Thông báo ngày hẹn của hồ sơ")),
)
