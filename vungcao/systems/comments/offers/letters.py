"""The letters to writers, composed when they leave; addresses are opened here and forgotten.

As a text message each says the same in few words: Vietnamese fills one with 70 letters.
"""

from collections.abc import Callable

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from vungcao.kernel.accounts import queries as accounts
from vungcao.kernel.offers.letters import Letter, letters
from vungcao.runtime.env import environment
from vungcao.systems.comments.models import Comment, CommentState, Reason, Remark, Way
from vungcao.systems.comments.rules.moving import CONFIRM_WITHIN
from vungcao.systems.comments.services import proving, telling
from vungcao.systems.comments.services.sealing import open_words

HOURS = int(CONFIRM_WITHIN.total_seconds() // 3600)
NAMED = 60  # letters of an article's name in a text message


def confirm(ref: int) -> Letter | None:
    """The link that proves the address; none once it was used or is over."""
    row = _comment(ref, CommentState.SUBMITTED)
    if row is None:
        return None
    link = _link("comments:confirm", proving.token(row.code))
    text = _(
        "Có người vừa gửi ý kiến về bài “%(title)s” và ghi địa chỉ này. Nếu đúng là bạn, mở liên "
        "kết sau trong %(hours)s giờ và bấm Xác nhận: %(link)s\n\n"
        "Nếu không phải bạn, bỏ qua thư này; ý kiến sẽ không được xem và tự xoá."
    ) % {"title": row.title, "hours": HOURS, "link": link}
    short = _(
        "Xác nhận ý kiến về bài “%(title)s” trong %(hours)s giờ: %(link)s "
        "Không phải bạn viết thì bỏ qua tin này."
    ) % {"title": Truncator(row.title).chars(NAMED), "hours": HOURS, "link": link}
    return _letter(row, _("Xác nhận ý kiến bạn đã gửi"), text, short)


def published(ref: int) -> Letter | None:
    row = _comment(ref, CommentState.PUBLISHED)
    if row is None:
        return None
    link = _link("comments:article", row.article)
    text = _("Ý kiến số %(number)s của bạn về bài “%(title)s” đã được đăng: %(link)s") % {
        **_said(row),
        "link": link,
    }
    short = _("Ý kiến số %(number)s của bạn đã được đăng: %(link)s") % {
        **_said(row),
        "link": link,
    }
    return _letter(row, _("Ý kiến của bạn đã được đăng"), text, short)


def rejected(ref: int) -> Letter | None:
    """With its reason, always."""
    row = _comment(ref, CommentState.REJECTED)
    if row is None:
        return None
    text = _(
        "Ý kiến số %(number)s của bạn về bài “%(title)s” không được đăng, vì %(reason)s.\n\n"
        "Bạn có thể viết lại và gửi ý kiến khác."
    ) % {**_said(row), "reason": Reason(row.reason).label}
    short = _("Ý kiến số %(number)s của bạn không được đăng, vì %(reason)s.") % {
        **_said(row),
        "reason": Reason(row.reason).label,
    }
    return _letter(row, _("Ý kiến của bạn không được đăng"), text, short)


def escalated(ref: int) -> Letter | None:
    row = _comment(ref, CommentState.ESCALATED)
    remark = Remark.objects.filter(source=ref).select_related("case").first()
    if row is None or remark is None:
        return None
    text = _(
        "Ý kiến số %(number)s của bạn về bài “%(title)s” cần được giải quyết nên không đăng mà "
        "chuyển thành vụ việc số %(case)s. Kết quả sẽ được gửi cho bạn.\n\n%(follow)s"
    ) % {**_said(row), "case": remark.case.number, "follow": _follow(remark)}
    short = _("Ý kiến số %(number)s của bạn thành vụ việc số %(case)s. %(follow)s") % {
        **_said(row),
        "case": remark.case.number,
        "follow": _follow(remark),
    }
    return _letter(row, _("Ý kiến của bạn được chuyển giải quyết"), text, short)


def removed(ref: int) -> Letter | None:
    row = _comment(ref, CommentState.REMOVED)
    if row is None:
        return None
    text = _(
        "Ý kiến số %(number)s của bạn về bài “%(title)s” đã được gỡ theo yêu cầu bằng văn bản của "
        "cơ quan có thẩm quyền."
    ) % _said(row)
    short = _(
        "Ý kiến số %(number)s của bạn đã được gỡ theo yêu cầu bằng văn bản của cơ quan có "
        "thẩm quyền."
    ) % _said(row)
    return _letter(row, _("Ý kiến của bạn đã được gỡ"), text, short)


def answered(ref: int) -> Letter | None:
    """The answer to a remark, or to a comment that was passed on."""
    rows = Remark.objects.filter(pk=ref, answered_at__isnull=False)
    row = rows.select_related("case", "source__account").first()
    if row is None:
        return None
    (said,) = open_words(row.answer)
    text = _("Trả lời góp ý số %(number)s của bạn:\n\n%(said)s") % {
        "number": row.case.number,
        "said": said,
    }
    short = _("Góp ý số %(number)s của bạn đã được trả lời. %(follow)s") % {
        "number": row.case.number,
        "follow": _follow(row),
    }
    return _letter(row, _("Trả lời góp ý của bạn"), text, short) if said else None


def _comment(ref: int, state: CommentState) -> Comment | None:
    """The comment while it still stands as the letter says."""
    rows = Comment.objects.filter(pk=ref, state=state, erased_at=None)
    return rows.select_related("case", "account").first()


def _said(row: Comment) -> dict[str, str]:
    return {"number": row.case.number if row.case else "", "title": row.title}


def _follow(row: Remark) -> str:
    code = row.case.code
    return _("Theo dõi: %(link)s, mã theo dõi %(code)s, mã bí mật %(secret)s.") % {
        "link": _link("comments:follow"),
        "code": code,
        "secret": proving.secret(code),
    }


def _letter(row: Comment | Remark, subject: str, text: str, short: str) -> Letter | None:
    account = telling.account_of(row)
    to = accounts.address_of(account) if account else open_words(row.contact)[0]
    is_message = telling.partner(row) == Way.SMS
    return Letter(to, subject, short if is_message else text) if to else None


def _link(name: str, *args: str) -> str:
    return f"{environment().address}{reverse(name, args=args)}"


KINDS: dict[str, Callable[[int], Letter | None]] = {
    telling.CONFIRM: confirm,
    telling.PUBLISHED: published,
    telling.REJECTED: rejected,
    telling.ESCALATED: escalated,
    telling.REMOVED: removed,
    telling.ANSWERED: answered,
}
for kind, compose in KINDS.items():
    letters.register(kind, compose)
