"""Posts and rooms entered outside of the editor: by the demo, by tests."""

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.systems.portal.models import ContactBoard, OfficePost


@transaction.atomic
def enter_posts(*, board: ContactBoard, posts: list[OfficePost], by: User) -> ContactBoard:
    """Let these be the posts of a board. Raises `ValidationError` for what may not be published."""
    for order, post in enumerate(posts):
        post.board, post.sort_order = board, order
        post.full_clean(exclude=["board"])
    board.posts.set(posts)
    board.save_revision(user=by).publish(user=by, skip_permission_checks=True)
    audit.record(by=by, action="portal.posts_entered", subject=board, posts=len(posts))
    return ContactBoard.objects.get(pk=board.pk)
