"""What an editor is reminded of when an article is saved; nothing of it refuses a draft."""

from django.utils.translation import gettext as _

from vungcao.systems.portal.models import Article
from vungcao.systems.portal.queries import texts
from vungcao.systems.portal.rules import references


def faults(article: Article) -> list[str]:
    """Sentences that say what is missing and what to write."""
    found = references.faults(f"{article.lead}\n{texts.plain(article)}")
    if article.picture is not None and not article.picture.description:
        found.append(_("Ảnh đầu bài chưa có lời mô tả: người nghe máy đọc không biết ảnh có gì."))
    return found
