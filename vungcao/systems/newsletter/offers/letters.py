"""The letters of the newsletter, composed when they leave; addresses are opened and forgotten."""

from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from vungcao.kernel.offers.letters import Letter, letters
from vungcao.kernel.vault import services as vault
from vungcao.runtime.env import environment
from vungcao.systems.newsletter.models import (
    Dispatch,
    Issue,
    Language,
    Subscriber,
    SubscriberState,
    TrialLetter,
)
from vungcao.systems.newsletter.queries import subscribers
from vungcao.systems.newsletter.queries.content import signed, whole
from vungcao.systems.newsletter.queries.officers import work_address
from vungcao.systems.newsletter.rules import mail, plain
from vungcao.systems.newsletter.rules.bounces import LETTER
from vungcao.systems.newsletter.rules.content import Ways

ONE_CLICK = "List-Unsubscribe=One-Click"


def confirm(ref: int) -> Letter | None:
    """The link that proves an address; none once it is confirmed or erased."""
    row = Subscriber.objects.filter(pk=ref).exclude(state=SubscriberState.ACTIVE).first()
    to = _address(row)
    if row is None or row.expires_at is None or not to:
        return None
    with translation.override(_spoken(row)):
        text = _(
            "Có người vừa đăng ký nhận bản tin công tác dân tộc bằng địa chỉ này.\n\n"
            "Nếu đúng là bạn, mở liên kết sau trước ngày %(until)s rồi bấm “Xác nhận”:\n\n"
            "%(link)s\n\n"
            "Nếu không, bỏ qua thư này: địa chỉ sẽ được xoá, không có thư nào nữa."
        ) % {
            "until": f"{localtime(row.expires_at):%d/%m/%Y}",
            "link": _link("newsletter:confirm", row, subscribers.CONFIRM),
        }
        return Letter(to, _("Xác nhận nhận bản tin"), text)


def known(ref: int) -> Letter | None:
    """Told to who gets the newsletter already: the page itself must not say so."""
    row = Subscriber.objects.filter(pk=ref, state=SubscriberState.ACTIVE).first()
    to = _address(row)
    if row is None or not to:
        return None
    with translation.override(_spoken(row)):
        text = _(
            "Địa chỉ này đang nhận bản tin công tác dân tộc, không cần đăng ký lại.\n\n"
            "Đổi lựa chọn: %(choose)s\n\nThôi nhận bản tin: %(leave)s"
        ) % {"choose": _ways(row).choose, "leave": _ways(row).leave}
        return Letter(to, _("Địa chỉ này đang nhận bản tin"), text)


def issue(ref: int) -> Letter | None:
    """One issue to one reader, of the sections that they chose; none for who has left meanwhile."""
    row = Dispatch.objects.filter(pk=ref).select_related("issue", "subscriber").first()
    if row is None or row.subscriber.state != SubscriberState.ACTIVE:
        return None
    to = _address(row.subscriber)
    if not to:
        return None
    ways = _ways(row.subscriber)
    headers = {
        "List-Unsubscribe": f"<{ways.leave}>",
        "List-Unsubscribe-Post": ONE_CLICK,
        "List-Id": f"<ban-tin.{environment().smtp_from.rpartition('@')[2] or 'localhost'}>",
        LETTER: row.code,
    }
    return _composed(to, row.issue, ways, row.subscriber.sections, headers)


def trial(ref: int) -> Letter | None:
    """An issue to the officer who works on it; its links at the foot lead to the public page."""
    row = TrialLetter.objects.filter(pk=ref).select_related("issue", "account").first()
    to = work_address(row.account) if row else ""
    if row is None or not to:
        return None
    archive = whole(reverse("newsletter:archive"))
    made = _composed(to, row.issue, Ways(archive, archive), (), {})
    return Letter(made.to, _("[Thư thử] %(title)s") % {"title": made.subject}, made.text, made.html)


def _composed(
    to: str, row: Issue, ways: Ways, sections: list[str] | tuple[()], headers: dict[str, str]
) -> Letter:
    said = signed(row, sections)
    with translation.override(row.language):
        return Letter(to, row.title, plain.text(said, ways), mail.html(said, ways), headers)


def _spoken(row: Subscriber) -> str:
    """Who wants English issues alone is written to in English."""
    return row.tongue or Language.VIETNAMESE


def _ways(row: Subscriber) -> Ways:
    return Ways(
        leave=_link("newsletter:leave", row, subscribers.LEAVE),
        choose=_link("newsletter:choose", row, subscribers.CHOOSE),
    )


def _link(name: str, row: Subscriber, purpose: str) -> str:
    return whole(reverse(name, args=[subscribers.link(row, purpose)]))


def _address(row: Subscriber | None) -> str:
    (opened,) = vault.open_texts([row.sealed_address if row else None])
    return opened or ""


letters.register("newsletter.confirm", confirm)
letters.register("newsletter.known", known)
letters.register("newsletter.issue", issue)
letters.register("newsletter.trial", trial)
