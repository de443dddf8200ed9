"""The demo's comments wait for articles, and fill themselves once there are some."""

import pytest

from vungcao.kernel.scopes.services import bind
from vungcao.systems.comments.models import Comment, PublishedComment, Remark
from vungcao.systems.comments.offers import demo
from vungcao.systems.comments.services.doors import visitor
from vungcao.systems.comments.tests.world import NOW, Shelf, World, article, at

pytestmark = pytest.mark.django_db


def test_comments_are_laid_once_there_are_articles_and_only_once(
    world: World, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "MANY", 10)
    bind(("/1/",))
    by, day = visitor(), NOW.date()
    shelf.articles = {}
    demo.build(by, day)
    assert (Comment.objects.count(), Remark.objects.count()) == (0, 3)

    shelf.articles = {key: article(key, at("01/11 08:00")) for key in ("a.page:1", "a.page:2")}
    demo.build(by, day)
    demo.build(by, day)

    states = set(Comment.objects.values_list("state", flat=True))
    assert Comment.objects.count() == 10
    assert states == {"submitted", "held", "published", "rejected", "escalated"}
    assert PublishedComment.objects.count() == 5
