"""What is set for discussions, and what stands below an article."""

from datetime import datetime

from django.db.models import QuerySet

from vungcao.kernel.editions.queries import remembered
from vungcao.kernel.exchange.adapters import is_connected
from vungcao.kernel.offers.articles import Article
from vungcao.systems.comments.models import Discussion, PublishedComment, Way
from vungcao.systems.comments.rules import opening
from vungcao.systems.comments.rules.opening import Setting

FOR_ALL = ""


def settings_of(article: str) -> tuple[Setting, Way]:
    """How long the article is discussed and how its writers confirm, in one query."""
    return remembered(("comments.settings", article), lambda: _settings_of(article))


def _settings_of(article: str) -> tuple[Setting, Way]:
    rows = Discussion.objects.filter(article__in={FOR_ALL, article}).order_by("article")
    found = {row.article: row for row in rows}
    for_all = found.get(FOR_ALL)
    own = found.get(article) or for_all
    way = Way(for_all.way) if for_all else Way.EMAIL
    return (Setting(own.mode, own.days) if own else Setting()), way


def against_way(way: Way) -> str:
    """Why writers cannot confirm in this way here; empty when they can."""
    if way != Way.SMS or is_connected(Way.SMS):
        return ""
    return "Chưa nối máy chủ tin nhắn nên không ai nhận được tin xác nhận. Chọn cách khác."


def takes_comments(article: Article, now: datetime) -> bool:
    setting, _way = settings_of(article.key)
    return opening.takes(setting, article.published_at, now)


def published(article: str) -> QuerySet[PublishedComment]:
    """What anybody may read below an article, the oldest first."""
    return PublishedComment.objects.filter(article=article).order_by("published_at", "pk")
