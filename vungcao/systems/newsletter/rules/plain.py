"""The text part of a letter: everything that the HTML part says, for whoever reads plain mail."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from vungcao.systems.newsletter.rules.content import Content, Item, Ways

LINE = "-" * 40


def text(content: Content, ways: Ways) -> str:
    """The whole letter."""
    return "\n".join(_lines(content, ways)).rstrip() + "\n"


def _lines(content: Content, ways: Ways) -> Iterator[str]:
    yield content.title.upper()
    yield said_number(content)
    yield ""
    for paragraph in (content.lead, *content.note):
        if paragraph:
            yield from (paragraph, "")
    for item in content.items:
        yield from _item(item)
    if content.has_readings:
        yield from (LINE, _("Nghe đọc"), "", *_readings(content), "")
    yield LINE
    yield _("Đọc trên mạng: %(address)s") % {"address": content.page}
    yield _("Đổi lựa chọn: %(address)s") % {"address": ways.choose}
    yield _("Thôi nhận bản tin: %(address)s") % {"address": ways.leave}
    yield from ("", said_why(content))


def said_why(content: Content) -> str:
    """Whose letter it is, why it came, and that nobody reads what is answered to it."""
    why = _(
        "Thư gửi đến người đã đăng ký. Trả lời thư này không đến ai: góp ý ở trang của từng bài."
    )
    if not content.issuer:
        return why
    return _("Bản tin của %(body)s.") % {"body": content.issuer} + " " + why


def said_number(content: Content) -> str:
    """“Số BT-2026-03, ngày 24/11/2026”; a draft has neither yet."""
    if not content.number or content.day is None:
        return _("Bản nháp, chưa có số")
    words = {"number": content.number, "day": f"{content.day:%d/%m/%Y}"}
    return _("Số %(number)s, ngày %(day)s") % words


def _item(item: Item) -> Iterator[str]:
    yield f"* {item.title}"
    if item.lead:
        yield item.lead
    yield from (item.address, "")


def _readings(content: Content) -> Iterator[str]:
    for item in content.items:
        for reading in item.readings:
            yield f"- {item.title} ({reading.tongue}, {reading.length}): {reading.address}"
