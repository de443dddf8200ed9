"""Opening sealed comments and remarks, with an entry in the trail each time."""

from dataclasses import dataclass

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.systems.comments.models import Comment, Remark
from vungcao.systems.comments.services.sealing import open_words


@dataclass(frozen=True)
class Said:
    """What the writer of a comment said; empty once it was erased. Contact data are never here."""

    name: str
    words: str


@dataclass(frozen=True)
class Told:
    """What a remark says, and what was answered."""

    words: str
    answer: str


@transaction.atomic
def read_comment(*, comment: Comment, by: User) -> Said:
    """The name to be shown and the words."""
    audit.record(by=by, action="comments.read", subject=comment)
    name, words = open_words(comment.name, comment.words)
    return Said(name, words)


@transaction.atomic
def read_comments(*, comments: list[Comment], by: User) -> list[Said]:
    """The same of many, opened in one call and with one entry."""
    audit.record(by=by, action="comments.read_many", subject="comments", rows=len(comments))
    opened = iter(open_words(*(text for row in comments for text in (row.name, row.words))))
    return [Said(name, words) for name, words in zip(opened, opened, strict=True)]


@transaction.atomic
def read_remark(*, remark: Remark, by: User) -> Told:
    """Words and answer of a remark."""
    audit.record(by=by, action="comments.remark_read", subject=remark)
    words, answer = open_words(remark.words, remark.answer)
    return Told(words, answer)
