"""The newsletter of the demo: sixty invented readers; a sent issue and a draft of what is there.

Only three readers have confirmed when the issue is sent: the demo's mailbox is for everybody.
"""

from datetime import date, datetime, time, timedelta

from django.contrib.auth.base_user import AbstractBaseUser

from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.offers.articles import Article
from vungcao.kernel.offers.upkeep import Demo, demos
from vungcao.systems.newsletter.models import Issue
from vungcao.systems.newsletter.queries import shelf, subscribers
from vungcao.systems.newsletter.services import composing, sending, subscribing
from vungcao.systems.newsletter.services.composing import Words

READERS, FIRST = 60, 3
LEFT = 3
MORNING = time(8)
NOTE = "Bản tin mẫu của trang trình diễn: mọi bài và số liệu là giả lập."


def build(by: AbstractBaseUser, today: date) -> None:
    """Once; afterwards the demo's editors go on by hand."""
    if any(subscribers.counts().values()):
        return
    now = datetime.combine(today, MORNING, ZONE) - timedelta(days=7)
    keeper = User.objects.get(pk=by.pk)
    subscribing.enter_synthetic(addresses=_addresses(0, FIRST), now=now, by=by)
    articles = shelf.newest(today)
    if articles:
        _sent(articles[4:9] or articles[:4], now, keeper)
        _draft(articles[:4], now + timedelta(days=6), keeper)
    later = now + timedelta(days=1)
    rest = subscribing.enter_synthetic(addresses=_addresses(FIRST, READERS), now=later, by=by)
    for row in rest[:LEFT]:
        subscribing.leave(subscriber=row, now=later, by=by)


def _addresses(first: int, end: int) -> list[str]:
    return [f"ban-doc-{number:02}@mau.invalid" for number in range(first + 1, end + 1)]


def _sent(articles: list[Article], now: datetime, by: User) -> None:
    issue = _made("Tin tuần (mẫu)", articles, now, by)
    day = now.date()
    composing.hand_in(issue=issue, by=by)
    composing.approve(issue=issue, seen=None, today=day, now=now, by=by)
    sending.send(issue=issue, at=None, now=now, by=by)
    for moment in (now, now + timedelta(minutes=5)):
        while sending.lay_piece(issue=issue.pk, now=moment, by=by):
            pass


def _draft(articles: list[Article], now: datetime, by: User) -> None:
    _made("Tin tuần tới (mẫu)", articles, now, by)


def _made(title: str, articles: list[Article], now: datetime, by: User) -> Issue:
    words = Words(title, "Những việc đáng chú ý trong tuần.", NOTE, "vi")
    issue = composing.make(words=words, today=now.date(), now=now, by=by)
    composing.pick(issue=issue, keys=[one.key for one in articles], by=by)
    return issue


demos.register("newsletter.readers", Demo(order=95, build=build))
