"""What stands below an article: its comments, and the form where the discussion is open."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar import clock
from vungcao.kernel.editions.queries import remembered
from vungcao.kernel.offers.articles import Article
from vungcao.systems.comments.forms.public import Write
from vungcao.systems.comments.models import Way
from vungcao.systems.comments.queries import discussions
from vungcao.systems.comments.rules import opening
from vungcao.web import keeping
from vungcao.web.public import ArticlePart, article_parts

MOST = 30  # below the article itself; all stand on the page of the discussion


def parts(request: HttpRequest, about: Article, *, is_kept: bool = False) -> dict[str, Any]:
    """What both templates draw: comments, until when they are taken, the form or why there is none.

    Without a form nothing on the page is of one reader alone: a page that is kept has the way to it
    (`is_led`) instead.
    """
    setting, way = discussions.settings_of(about.key)
    now = clock.now()
    takes = opening.takes(setting, about.published_at, now)
    needs_account = takes and way == Way.ACCOUNT and not isinstance(request.user, User)
    form = None
    is_open = takes and not needs_account
    if is_open and not is_kept:
        form = Write(request.POST if request.method == "POST" else None, way=way)
    return {
        "form": form,
        "is_led": is_open and is_kept,
        "key": about.key,
        "comments": discussions.published(about.key),
        "needs_account": needs_account,
        "closes_at": opening.closes_at(setting, about.published_at) if takes else None,
    }


def draw(request: HttpRequest, about: Article) -> SafeString:
    """Below an article. A page that is kept for everybody gets a link to the form."""
    is_kept = getattr(request, "is_for_everybody", False)
    shown = parts(request, about, is_kept=is_kept)
    keeping.ends(request, shown["closes_at"])
    if not is_kept:
        return _drawn(shown, request)
    # The same for all who read it now, in their language.
    said = (shown["is_led"], shown["needs_account"], shown["closes_at"], get_language())
    return remembered(("comments.drawn", about.key, *said), lambda: _drawn(shown, None))


def _drawn(shown: dict[str, Any], request: HttpRequest | None) -> SafeString:
    rows = list(shown["comments"][: MOST + 1])
    given = {**shown, "comments": rows[:MOST], "has_more": len(rows) > MOST}
    return mark_safe(render_to_string("comments/_discussion.html", given, request))


article_parts.register("comments.discussion", ArticlePart(draw))
