"""The tables of comments, one noun per file."""

from vungcao.systems.comments.models.comments import Comment, CommentState, Reason, Way
from vungcao.systems.comments.models.discussions import Discussion, Mode
from vungcao.systems.comments.models.published import PublishedComment
from vungcao.systems.comments.models.remarks import Remark
from vungcao.systems.comments.models.takedowns import Takedown

__all__ = [
    "Comment",
    "CommentState",
    "Discussion",
    "Mode",
    "PublishedComment",
    "Reason",
    "Remark",
    "Takedown",
    "Way",
]
