"""Who may open which address of the newsletter; written by hand, it follows no permissions."""

from vungcao.kernel.access.roles import Role

READERS = {Role.EDITOR, Role.PUBLISHER, Role.AUDITOR}
WORKERS = {Role.EDITOR, Role.PUBLISHER}
EDITORS = {Role.EDITOR}
PUBLISHERS = {Role.PUBLISHER}

PUBLIC = {
    "newsletter:archive",
    "newsletter:asked",
    "newsletter:choose",
    "newsletter:confirm",
    "newsletter:issue",
    "newsletter:issue-paper",
    "newsletter:leave",
    "newsletter:subscribe",
}
EXPECTED: dict[str, set[Role]] = {
    "newsletter:issues": READERS,
    "newsletter:work": READERS,
    "newsletter:preview-mail": READERS,
    "newsletter:preview-paper": READERS,
    "newsletter:preview-text": READERS,
    "newsletter:bounces": READERS,
    "newsletter:bounces-paste": WORKERS,
    "newsletter:try-out": WORKERS,
    "newsletter:issue-new": EDITORS,
    "newsletter:issue-edit": EDITORS,
    "newsletter:pick": EDITORS,
    "newsletter:pick-move": EDITORS,
    "newsletter:hand-in": EDITORS,
    "newsletter:drop": EDITORS,
    "newsletter:approve": PUBLISHERS,
    "newsletter:send-back": PUBLISHERS,
    "newsletter:send": PUBLISHERS,
    "newsletter:rate": PUBLISHERS,
    "newsletter:decide": PUBLISHERS,
}
