"""What applicant and office are told of each other: kinds, letters, and who takes them along."""

from django.utils.translation import gettext_lazy as _

from vungcao.kernel.accounts.services import system_account
from vungcao.kernel.calendar import clock
from vungcao.kernel.offers.letters import letters
from vungcao.kernel.offers.notices import AT_ONCE, NoticeKind, kinds
from vungcao.kernel.offers.outbox import Announcement, Consumer, consumers
from vungcao.systems.onestop.models import Decision, Message, WrittenForm
from vungcao.systems.onestop.offers.core import WORKERS
from vungcao.systems.onestop.services import telling

SAMPLE = {"number": "DV07621-261123-0001", "label": "Thủ tục mẫu", "case": "abcdefghij"}

kinds.register(
    telling.CAME,
    NoticeKind(
        label=_("Người nộp hồ sơ nhắn đến"),
        title=_("Người nộp hồ sơ {number} nhắn đến"),
        text=_("{label}. Mở hồ sơ để đọc và trả lời."),
        sample=SAMPLE,
        way=AT_ONCE,
        roles=WORKERS,
        url_name="case",
        url_field="case",
    ),
)
for name, label, title, text in (
    (
        telling.OWN_MESSAGE,
        _("Cơ quan nhắn về hồ sơ của tôi"),
        _("Cơ quan giải quyết nhắn bạn về hồ sơ {number}"),
        _("{label}. Mở hồ sơ để đọc và trả lời."),
    ),
    (
        telling.OWN_PAPERS["02"],
        _("Hồ sơ của tôi cần bổ sung"),
        _("Hồ sơ {number} cần bổ sung giấy tờ"),
        _("{label}. Mở hồ sơ để xem còn thiếu gì và gửi bổ sung; thời hạn tạm dừng đến khi đủ."),
    ),
    (
        telling.OWN_PAPERS["03"],
        _("Hồ sơ của tôi không được tiếp nhận"),
        _("Hồ sơ {number} không được tiếp nhận"),
        _("{label}. Mở hồ sơ để xem lý do."),
    ),
    (
        telling.OWN_PAPERS["04"],
        _("Hồ sơ của tôi được gia hạn"),
        _("Hồ sơ {number} được hẹn lại ngày trả"),
        _("{label}. Mở hồ sơ để xem lời xin lỗi, lý do và ngày hẹn mới."),
    ),
    (
        telling.OWN_PAPERS["05"],
        _("Hồ sơ của tôi dừng giải quyết"),
        _("Hồ sơ {number} dừng giải quyết"),
        _("{label}. Mở hồ sơ để xem lý do."),
    ),
    (
        telling.OWN_RESULT,
        _("Hồ sơ của tôi đã có kết quả"),
        _("Hồ sơ {number} đã có kết quả"),
        _("{label}. Mở hồ sơ để xem và tải quyết định."),
    ),
):
    kinds.register(
        name,
        NoticeKind(
            label=label,
            title=title,
            text=text,
            sample=SAMPLE,
            way=AT_ONCE,
            url_name="onestop:mine-dossier",
            url_field="case",
        ),
    )

letters.register("onestop.message", telling.letter_of_message)
letters.register("onestop.writtenform", telling.letter_of_paper)
letters.register("onestop.decision", telling.letter_of_result)


def take(said: Announcement) -> None:
    """A message was written, a paper made or a result signed."""
    now, by, pk = clock.now(), system_account("one-stop"), int(said.subject.rpartition(":")[2])
    related = ("dossier__case__organisation__unit", "dossier__version")
    if said.topic == "onestop.message":
        for message in Message.objects.filter(pk=pk).select_related(*related):
            telling.tell_message(message=message, now=now, by=by)
    elif said.topic == "onestop.paper":
        for paper in WrittenForm.objects.filter(pk=pk).select_related(*related):
            telling.tell_paper(paper=paper, now=now, by=by)
    else:
        for decision in Decision.objects.filter(pk=pk).select_related(*related):
            telling.tell_result(decision=decision, now=now, by=by)


consumers.register(
    "onestop.telling",
    Consumer(
        frozenset({"onestop.message", "onestop.paper", "onestop.signed"}),
        take,
        _("Báo tin giữa người nộp hồ sơ và cơ quan"),
    ),
)
